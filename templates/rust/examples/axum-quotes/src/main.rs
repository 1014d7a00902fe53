mod quotes;

use std::env;

use axum::{Json, Router, extract::Path, http::StatusCode, routing::get};
use quotes::Quote;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_string());
    let app = Router::new()
        .route("/quotes/{id}", get(quote))
        .route("/healthz", get(|| async { "ok" }));
    let listener = TcpListener::bind(format!("0.0.0.0:{port}"))
        .await
        .expect("the port is free");
    println!("listening on {port}");
    axum::serve(listener, app)
        .with_graceful_shutdown(terminated())
        .await
        .expect("the server runs");
}

async fn quote(Path(id): Path<usize>) -> Result<Json<&'static Quote>, StatusCode> {
    quotes::find(id).map(Json).ok_or(StatusCode::NOT_FOUND)
}

async fn terminated() {
    let mut terminate = signal(SignalKind::terminate()).expect("signals can be handled");
    terminate.recv().await;
}
