//! Files that the reader drops on the page or picks. Names are read, and the text of single files where it is asked for.

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DataTransfer, DataTransferItem, DragEvent, Event, File, FileList, FileSystemDirectoryEntry,
    FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry, HtmlInputElement,
};
use yew::{NodeRef, TargetCast};

/// The browser cannot read it, or refuses to.
pub(crate) struct Refused;

/// Something that was dropped or that stands in a directory.
pub(crate) enum Entry {
    /// As the browser's file system has it.
    Listed(FileSystemEntry),
    /// A file that the browser hands out without its place.
    Single(File),
}

/// A file that can be read.
pub(crate) struct Source(Blob);

impl Entry {
    fn of(item: &DataTransferItem) -> Option<Self> {
        if let Ok(Some(entry)) = item.webkit_get_as_entry() {
            return Some(Self::Listed(entry));
        }
        item.get_as_file().ok().flatten().map(Self::Single)
    }

    /// What it is called.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Listed(entry) => entry.name(),
            Self::Single(file) => file.name(),
        }
    }

    /// The directory that it is, if any.
    fn directory(&self) -> Option<&FileSystemDirectoryEntry> {
        match self {
            // What the browser says it is counts: not every entry is an object of the class of its own.
            Self::Listed(entry) if entry.is_directory() => Some(entry.unchecked_ref()),
            Self::Listed(_) | Self::Single(_) => None,
        }
    }

    pub(crate) fn is_directory(&self) -> bool {
        self.directory().is_some()
    }

    /// What reads the directory, some entries at a time.
    pub(crate) fn reader(&self) -> Option<Reader> {
        Some(Reader(self.directory()?.create_reader()))
    }

    /// The file, to be read.
    pub(crate) async fn source(&self) -> Result<Source, Refused> {
        match self {
            Self::Single(file) => Ok(Source(file.clone().into())),
            Self::Listed(entry) => {
                let entry: &FileSystemFileEntry = entry.unchecked_ref();
                let file = answer(|done, failed| {
                    entry.file_with_callback_and_callback(done, failed);
                    Ok(())
                });
                Ok(Source(file.await?.dyn_into::<Blob>().map_err(|_| Refused)?))
            }
        }
    }
}

/// Reads a directory.
pub(crate) struct Reader(FileSystemDirectoryReader);

impl Reader {
    /// The next entries; none once there are no more.
    pub(crate) async fn next(&self) -> Result<Vec<Entry>, Refused> {
        let entries = answer(|done, failed| self.0.read_entries_with_callback_and_callback(done, failed));
        let entries: Array = entries.await?.dyn_into().map_err(|_| Refused)?;
        Ok(entries.iter().map(|entry| Entry::Listed(entry.unchecked_into())).collect())
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

/// Asks the reader for a file with the field at `field`. The same one can be chosen once more.
pub(crate) fn ask(field: &NodeRef) {
    if let Some(field) = field.cast::<HtmlInputElement>() {
        field.set_value("");
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

/// What happens while files are dragged.
type OnDrag = Box<dyn Fn(&DragEvent, DataTransfer)>;

/// Calls `then` while files are dragged over the page, for as long as the listeners live. Text that is dragged goes
/// where it always does.
pub(crate) fn on_drag(then: impl Fn(Drag) + Clone + 'static) -> Option<[EventListener; 3]> {
    let document = web_sys::window()?.document()?;
    let listen = |kind: &'static str, then: OnDrag| {
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
        let entry = |index| Entry::of(&items.get(index)?);
        dropped(Drag::Dropped((0..items.length()).filter_map(entry).collect()));
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
