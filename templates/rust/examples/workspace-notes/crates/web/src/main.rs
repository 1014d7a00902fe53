use std::{env, fs, process, thread};

use signal_hook::{consts::SIGTERM, iterator::Signals};
use store::Store;
use tiny_http::{Header, Response, Server};

const PORT: u16 = 8088;

fn main() {
    let mut signals = Signals::new([SIGTERM]).expect("signals can be handled");
    thread::spawn(move || {
        signals.forever().next();
        process::exit(0);
    });

    let host = env::var("HOST").unwrap_or("127.0.0.1".into());
    let store = Store::open("notes.db").expect("the working directory can be written");
    let page = fs::read_to_string("static/index.html").expect("the page is there");
    let server = Server::http((host.as_str(), PORT)).expect("the port is free");
    for request in server.incoming_requests() {
        store.add(request.url()).expect("a note can be written");
        let count = store.count().expect("notes can be counted");
        let html = Header::from_bytes("content-type", "text/html").expect("a header");
        let body = page.replace("{count}", &count.to_string());
        let _ = request.respond(Response::from_string(body).with_header(html));
    }
}
