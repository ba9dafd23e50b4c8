//! Serving the built site on this machine, to nobody else.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use oxhttp::model::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use oxhttp::model::{Body, HeaderValue, Method, Request, Response, StatusCode};
use oxhttp::{ListeningServer, Server};

use crate::policy::POLICY;
use crate::static_files::{self, Answer};
use crate::{build, setup, workspace};

/// The port that is used if nobody else does.
const FAVOURITE_PORT: u16 = 8080;
/// What is sent, as web servers do, where there is no file.
const NOT_FOUND: &str = "/404.html";
/// Asks the system for any port that is free.
const ANY_PORT: u16 = 0;
/// More than a browser opens; a limit, so that a runaway script cannot start threads without end.
const N_CONNECTIONS: usize = 64;

/// A running server. It stops when xtask does.
pub(crate) struct Site {
    pub(crate) url: String,
    server: ListeningServer,
}

/// The command: builds the site and serves it until it is stopped.
pub(crate) fn serve() -> Result<()> {
    build::site(&setup::site_tools()?)?;
    let site = start(FAVOURITE_PORT)?;
    println!("\nOnionskin is at {}\nPress Ctrl+C to stop.", site.url);
    site.server.join().context("the server stopped")
}

/// Serves `dist/` for as long as xtask runs, on any free port.
pub(crate) fn start_on_any_port() -> Result<Site> {
    start(ANY_PORT)
}

fn start(wanted_port: u16) -> Result<Site> {
    let dist = workspace::dist();
    let port = free_port(wanted_port).context("there is no free port on 127.0.0.1")?;
    let server = Server::new(move |request| respond(&dist, request))
        .bind((Ipv4Addr::LOCALHOST, port))
        .with_max_concurrent_connections(N_CONNECTIONS)
        .spawn()
        .map_err(|error| anyhow!("cannot serve on port {port}: {error}"))?;
    Ok(Site { url: format!("http://127.0.0.1:{port}/"), server })
}

/// The wanted port, or another one if that is taken.
fn free_port(wanted: u16) -> std::io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, wanted))
        .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, ANY_PORT)))?;
    Ok(listener.local_addr()?.port())
}

fn respond(dist: &Path, request: &Request<Body>) -> Response<Body> {
    let mut response = match *request.method() {
        Method::GET => file(dist, request.uri().path()),
        Method::HEAD => file(dist, request.uri().path()).map(|_| Body::empty()),
        _ => refusal(),
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // In a frame of another page, the page has no origin, and asks for its own files as a stranger.
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

fn file(dist: &Path, url_path: &str) -> Response<Body> {
    let (status, mime_type, body) = match static_files::answer(dist, url_path) {
        Answer::Found { content, mime_type } => (StatusCode::OK, mime_type, Body::from(content)),
        Answer::NotFound => match static_files::answer(dist, NOT_FOUND) {
            Answer::Found { content, mime_type } => (StatusCode::NOT_FOUND, mime_type, Body::from(content)),
            Answer::NotFound => {
                (StatusCode::NOT_FOUND, "text/plain; charset=utf-8", Body::from("There is no such file.\n"))
            }
        },
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(mime_type));
    response
}

fn refusal() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn respond_to(method: Method, path: &str) -> Response<Body> {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().unwrap();
        respond(Path::new(env!("CARGO_MANIFEST_DIR")), &request)
    }

    #[test]
    fn sends_files_with_their_headers() {
        let response = respond_to(Method::GET, "/Cargo.toml?query");
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[CACHE_CONTROL], "no-cache");
        assert_eq!(response.headers()[CONTENT_SECURITY_POLICY], POLICY);
        assert_eq!(response.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert!(response.into_body().to_string().unwrap().contains("xtask"));
    }

    #[test]
    fn only_reads() {
        assert_eq!(respond_to(Method::POST, "/Cargo.toml").status(), StatusCode::METHOD_NOT_ALLOWED);
        let head = respond_to(Method::HEAD, "/Cargo.toml");
        assert_eq!(head.status(), StatusCode::OK);
        assert_eq!(head.into_body().to_string().unwrap(), "");
    }

    #[test]
    fn says_what_is_not_there() {
        assert_eq!(respond_to(Method::GET, "/nothing").status(), StatusCode::NOT_FOUND);
        assert_eq!(respond_to(Method::GET, "/..%2fCargo.toml").status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn another_port_is_found_when_the_wanted_one_is_taken() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, ANY_PORT)).unwrap();
        let taken_port = taken.local_addr().unwrap().port();
        assert_ne!(free_port(taken_port).unwrap(), taken_port);
    }
}
