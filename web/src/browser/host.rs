//! The page around this one, where it is embedded: what the two tell each other. `web/embed/src/messages.ts` has the other end,
//! and `docs/embed.md` says it for people.
//!
//! Only the window right around this one is heard and told. It may be anybody's: what it says is checked like any other input,
//! and it is told nothing but what it has given itself and what follows from that.

use gloo_events::EventListener;
use js_sys::{Object, Reflect};
use onionskin_app::Wishes;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

/// The version of the messages. One of another version is for somebody else.
const VERSION: f64 = 1.0;

/// The type of the message that says what to show.
const SET: &str = "onionskin:set";

/// What the page around is told.
pub(crate) enum Said<'a> {
    /// There is somebody who listens.
    Ready,
    /// The document is shown.
    Shown,
    /// How high the content is, in CSS pixels.
    Height(f64),
    /// What is different now, as a change word, and what that costs, in words.
    Change { change: &'a str, totals: &'a str },
    /// The first and last line of the instruction that is explained now, from 1.
    Select { line: u32, last_line: u32 },
}

/// Calls `then` with what the page around asks for, for as long as the listener lives.
pub(crate) fn listen(then: impl Fn(Wishes) + 'static) -> Option<EventListener> {
    let (window, host) = windows()?;
    let host: JsValue = host.into();
    Some(EventListener::new(&window, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        if event.source().is_some_and(|source| *source == host)
            && let Some(wishes) = wishes(&event.data())
        {
            then(wishes);
        }
    }))
}

/// Tells the page around, if there is one.
pub(crate) fn tell(said: &Said<'_>) {
    let Some((_, host)) = windows() else { return };
    let message = Object::new();
    let set = |name: &str, value: JsValue| {
        let _ = Reflect::set(&message, &name.into(), &value);
    };
    set("v", VERSION.into());
    let kind = match said {
        Said::Ready => "ready",
        Said::Shown => "shown",
        Said::Height(px) => {
            set("px", (*px).into());
            "height"
        }
        Said::Change { change, totals } => {
            set("change", (*change).into());
            set("totals", (*totals).into());
            "change"
        }
        Said::Select { line, last_line } => {
            set("line", (*line).into());
            set("lastLine", (*last_line).into());
            "select"
        }
    };
    set("type", format!("onionskin:{kind}").into());
    // Who is around is not known, and the page may have no origin of its own to tell.
    let _ = host.post_message(&message, "*");
}

/// This window and the one around it, if there is one.
fn windows() -> Option<(Window, Window)> {
    let window = web_sys::window()?;
    let host = window.parent().ok()??;
    (host != window).then_some((window, host))
}

/// What a message asks for. What is not of the right type was not said.
fn wishes(message: &JsValue) -> Option<Wishes> {
    let get = |name: &str| message.is_object().then(|| Reflect::get(message, &name.into()).ok()).flatten();
    let text = |name: &str| {
        let value = get(name)?;
        if value.is_null() { Some(String::new()) } else { value.as_string() }
    };
    if get("v")?.as_f64() != Some(VERSION) || text("type")? != SET {
        return None;
    }
    Some(Wishes {
        source: text("source"),
        change: text("change"),
        target: text("target"),
        build_args: text("buildArgs"),
        select: text("select"),
        view: text("view"),
        theme: text("theme"),
        follows: get("follows").and_then(|value| value.as_bool()),
    })
}
