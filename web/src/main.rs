//! The page: keeps the app's state, shows its screen, and talks to the browser.
//!
//! In: what the browser reports ([`ports`], callbacks), as facts for the [`store`]. Out: the screen, and what is
//! kept outside of the page ([`effects`]). Only [`browser`] names a browser API.

mod app;
mod browser;
mod code_editor;
mod copy;
mod costs;
mod editor;
mod effects;
mod embed;
mod export;
mod files;
mod kept_editor;
mod later;
mod matrix;
mod note;
mod other_editor;
mod ports;
mod share;
mod start;
mod store;
mod views;
mod window;
mod windows;

fn main() {
    // Without its element the page keeps the text that stands in it.
    let Some(root) = browser::document::mount_point() else { return };
    yew::platform::spawn_local(async {
        if browser::address::is_embedded() {
            match later::functions().await {
                Ok(later) => (later.embed)(root, later.app),
                // There is nothing else to show: `boot.js` tells the reader, and the page around.
                Err(_) => std::process::abort(),
            }
            return;
        }
        let start = start::Start::new().await;
        yew::Renderer::<app::App>::with_root_and_props(root, app::AppProps { start }).render();
    });
}
