//! Pictures that are made of drawings.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use super::download;

/// How many pixels of the picture are as wide as one CSS pixel of the drawing.
const SCALE: u32 = 2;

/// The longest side of a picture, and the most pixels of one, that all browsers can draw: Safari on phones has the lower
/// limits.
const MAX_SIDE_PX: u32 = 16_384;
const MAX_AREA_PX: u64 = 16_777_216;

/// Why there is no picture.
pub(crate) enum NoPicture {
    /// It would be larger than browsers can draw.
    TooLarge,
    /// The browser does not draw it, or keeps what it has drawn to itself.
    NotDrawn,
}

/// The SVG document `drawing`, whose size is in CSS pixels, as a PNG.
pub(crate) async fn png(drawing: &str, (width, height): (u32, u32)) -> Result<Blob, NoPicture> {
    let (width, height) = (width.saturating_mul(SCALE), height.saturating_mul(SCALE));
    if width.max(height) > MAX_SIDE_PX || u64::from(width) * u64::from(height) > MAX_AREA_PX {
        return Err(NoPicture::TooLarge);
    }
    let file = download::file(drawing, "image/svg+xml").map_err(|_| NoPicture::NotDrawn)?;
    let url = Url::create_object_url_with_blob(&file).map_err(|_| NoPicture::NotDrawn)?;
    let picture = drawn(&url, width, height).await;
    let _ = Url::revoke_object_url(&url);
    picture.ok_or(NoPicture::NotDrawn)
}

async fn drawn(url: &str, width: u32, height: u32) -> Option<Blob> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement =
        web_sys::window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(width), f64::from(height));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    let mut is_asked = false;
    let blob = Promise::new(&mut |resolve, _| is_asked = canvas.to_blob(&resolve).is_ok());
    if !is_asked {
        return None;
    }
    JsFuture::from(blob).await.ok()?.dyn_into().ok()
}
