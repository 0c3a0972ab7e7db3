//! The page over the marked copies of a folder: that of `--format html`, with links to them.

use std::io;
use std::path::{Path, PathBuf};

use super::copy::{Copied, Marker};
use super::places::Job;
use crate::cli::atomic::AtomicFile;
use crate::cli::console::Console;
use crate::cli::linters::Linters;
use crate::cli::messages::Text;
use crate::cli::read::STDIN;
use crate::cli::status::Status;
use crate::diagnostic::Summary;
use crate::output::html::Html;
use crate::output::{End, Unread, Writer};

/// What it is called.
const INDEX: &str = "index.html";

/// The page while it is written.
pub(super) struct Page {
    path: PathBuf,
    html: Html,
    file: AtomicFile,
    written: io::Result<()>,
}

impl Page {
    /// Begins the page in a folder. Says why that cannot be; then it is an error.
    pub fn open(folder: &Path, console: Console) -> Result<Self, ()> {
        let path = folder.join(INDEX);
        match AtomicFile::new(&path) {
            Ok(mut file) => {
                let mut html = Html::new(console.lang);
                let written = html.head(&mut file);
                Ok(Page {
                    path,
                    html,
                    file,
                    written,
                })
            }
            Err(error) => {
                console.say(&Text::CannotWriteTo(&path.display().to_string(), &error));
                Err(())
            }
        }
    }

    /// Adds a report, with a link to its copy.
    pub fn add(&mut self, job: &Job, copied: &Copied) {
        let link = job.link.as_ref().and_then(|l| l.to_str());
        let link = link.map(|l| l.replace('\\', "/"));
        self.act(|html, file| {
            html.with_copy(file, &copied.document, &copied.checked, link.as_deref())
        });
    }

    /// Adds an input without a copy, and why there is none.
    pub fn add_unread(&mut self, job: &Job, why: &str) {
        let path = &job.input.name(STDIN);
        self.act(|html, file| html.unread(file, &Unread { path, why }));
    }

    /// Ends the page and puts it in its place.
    pub fn finish(
        mut self,
        summary: &Summary,
        marker: &Marker<'_>,
        console: Console,
        status: &mut Status,
    ) {
        let libraries = marker.linters.libraries();
        let rules = Linters::rules_by_id(&libraries);
        let end = End {
            summary,
            exit: status.code(),
            day: Some(marker.acceptances.dated()),
            rules: &|id| rules.get(id).copied(),
        };
        self.act(|html, file| html.finish(file, &end));
        let kept = self.written.and_then(|()| self.file.keep());
        if let Err(error) = kept {
            console.say(&Text::CannotWriteTo(
                &self.path.display().to_string(),
                &error,
            ));
            status.misuse = true;
        }
    }

    fn act(&mut self, act: impl FnOnce(&mut Html, &mut AtomicFile) -> io::Result<()>) {
        if self.written.is_ok() {
            self.written = act(&mut self.html, &mut self.file);
        }
    }
}
