use std::io;

use store::Store;

fn main() {
    let store = Store::open("notes.db").expect("the working directory can be written");
    for line in io::stdin().lines().map_while(Result::ok) {
        store.add(&line).expect("a note can be written");
    }
}
