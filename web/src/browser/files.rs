//! Files that the reader drops on the page or picks. Names are read, and the text of single files where it is asked for.

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DataTransfer, DragEvent, Event, File, FileList, FileSystemDirectoryEntry,
    FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry, HtmlElement, HtmlInputElement,
};
use yew::{NodeRef, TargetCast};

/// The browser cannot read it, or refuses to.
pub(crate) struct Refused;

/// Something that was dropped or that stands in a directory.
pub(crate) struct Entry(FileSystemEntry);

/// A file that can be read.
pub(crate) struct Source(Blob);

impl Entry {
    /// What it is called.
    pub(crate) fn name(&self) -> String {
        self.0.name()
    }

    pub(crate) fn is_directory(&self) -> bool {
        self.0.is_directory()
    }

    /// What reads the directory, some entries at a time.
    pub(crate) fn reader(&self) -> Option<Reader> {
        let directory = self.0.dyn_ref::<FileSystemDirectoryEntry>()?;
        Some(Reader(directory.create_reader()))
    }

    /// The file, to be read.
    pub(crate) async fn source(&self) -> Result<Source, Refused> {
        let entry = self.0.dyn_ref::<FileSystemFileEntry>().ok_or(Refused)?;
        let file = answer(|done, failed| {
            entry.file_with_callback_and_callback(done, failed);
            Ok(())
        });
        Ok(Source(file.await?.dyn_into::<Blob>().map_err(|_| Refused)?))
    }
}

/// Reads a directory.
pub(crate) struct Reader(FileSystemDirectoryReader);

impl Reader {
    /// The next entries; none once there are no more.
    pub(crate) async fn next(&self) -> Result<Vec<Entry>, Refused> {
        let entries = answer(|done, failed| self.0.read_entries_with_callback_and_callback(done, failed));
        let entries: Array = entries.await?.dyn_into().map_err(|_| Refused)?;
        Ok(entries.iter().filter_map(|entry| entry.dyn_into().ok()).map(Entry).collect())
    }
}

impl Source {
    /// All bytes of it.
    ///
    /// # Errors
    /// How many there are, where these are more than `limit`: then none is read.
    pub(crate) async fn bytes(&self, limit: usize) -> Result<Result<Vec<u8>, usize>, Refused> {
        // No file has more bytes than a number of JavaScript tells exactly.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size is a whole number"
        )]
        let n_bytes = self.0.size() as usize;
        if n_bytes > limit {
            return Ok(Err(n_bytes));
        }
        let buffer = JsFuture::from(self.0.array_buffer()).await.map_err(|_| Refused)?;
        Ok(Ok(Uint8Array::new(&buffer).to_vec()))
    }
}

/// Files that were picked.
pub(crate) struct Picked(FileList);

impl Picked {
    pub(crate) fn len(&self) -> u32 {
        self.0.length()
    }

    /// The path of the file with this index, that of the picked folder at its start; its name where files were picked.
    pub(crate) fn path(&self, index: u32) -> Option<String> {
        let file = self.0.get(index)?;
        let path = Reflect::get(&file, &JsValue::from_str("webkitRelativePath")).ok();
        let path = path.and_then(|path| path.as_string()).filter(|path| !path.is_empty());
        Some(path.unwrap_or_else(|| file.name()))
    }

    /// The file with this index, to be read.
    pub(crate) fn source(&self, index: u32) -> Option<Source> {
        let file: File = self.0.get(index)?;
        Some(Source(file.into()))
    }
}

/// What was picked in the field that `event` comes from.
pub(crate) fn picked(event: &Event) -> Option<Picked> {
    let field = event.target_dyn_into::<HtmlInputElement>()?;
    Some(Picked(field.files()?))
}

/// Lets the field that `event` comes from report the same choice once more.
pub(crate) fn forget(event: &Event) {
    if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
        field.set_value("");
    }
}

/// Asks the reader for a file with the field at `field`.
pub(crate) fn ask(field: &NodeRef) {
    if let Some(field) = field.cast::<HtmlElement>() {
        field.click();
    }
}

/// What happens while files are dragged over the page.
pub(crate) enum Drag {
    /// They are over it.
    Over,
    /// They left it again.
    Away,
    /// They were dropped.
    Dropped(Vec<Entry>),
}

/// Calls `then` while files are dragged over the page, for as long as the listeners live. Text that is dragged goes
/// where it always does.
pub(crate) fn on_drag(then: impl Fn(Drag) + Clone + 'static) -> Option<[EventListener; 3]> {
    let document = web_sys::window()?.document()?;
    let listen = |kind: &'static str, then: Box<dyn Fn(&DragEvent, DataTransfer)>| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document, kind, options, move |event| {
            let Some(event) = event.dyn_ref::<DragEvent>() else { return };
            if let Some(data) = event.data_transfer().filter(has_files) {
                then(event, data);
            }
        })
    };
    let (over, away, dropped) = (then.clone(), then.clone(), then);
    let over = move |event: &DragEvent, data: DataTransfer| {
        event.prevent_default();
        data.set_drop_effect("copy");
        over(Drag::Over);
    };
    let away = move |event: &DragEvent, _: DataTransfer| {
        // On the way from one element to the next there is one that is entered.
        if event.related_target().is_none() {
            away(Drag::Away);
        }
    };
    let dropped = move |event: &DragEvent, data: DataTransfer| {
        event.prevent_default();
        let items = data.items();
        let entry = |index| items.get(index)?.webkit_get_as_entry().ok()?;
        dropped(Drag::Dropped((0..items.length()).filter_map(entry).map(Entry).collect()));
    };
    Some([
        listen("dragover", Box::new(over)),
        listen("dragleave", Box::new(away)),
        listen("drop", Box::new(dropped)),
    ])
}

fn has_files(data: &DataTransfer) -> bool {
    data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}

/// What `ask` answers by one of two callbacks.
async fn answer(ask: impl Fn(&Function, &Function) -> Result<(), JsValue>) -> Result<JsValue, Refused> {
    let promise = Promise::new(&mut |done, failed| {
        if ask(&done, &failed).is_err() {
            let _ = failed.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(promise).await.map_err(|_| Refused)
}
