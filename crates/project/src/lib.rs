//! What touches the system and any program over reports needs: what people set for a folder, and files.
//!
//! Nothing here prints: what is wrong is a value, which says itself in both languages (`messages`).
//!
//! - [`Request`] is what a host asks for, [`Problem`] what is wrong with that.
//! - [`config`] is what stands in `gouji.toml`; [`settings`] finds it, `trust` says how much it may decide.
//! - [`packs`] finds the rule packs, [`linters`] gives each input the rules of its configuration, [`select`] finds misspelt rule ids,
//!   [`accept`] what was accepted before, which baselines and waivers say.
//! - [`mine`] looks for sums and equalities that hold in reports.
//! - [`paths`] turns what people name into a list of inputs, [`walk`] looks into folders.
//! - [`mod@read`] turns an input into a document; [`worker`] reads files of strangers in another process, `libreoffice` asks
//!   that program for what is not read here.
//! - [`series`] says which reports are held against each other.
//! - [`runner`] works on many inputs on all cores.
//! - [`copies`] puts the packs that come along into files that an editor can open.
//! - [`changed`] asks git which inputs have changed, [`cache`] keeps results for the next run.
//! - [`trial`] puts a pattern or an expression that somebody tries on top of the packs of a report.
//! - [`atomic`] writes a file as a whole.
//!
//! # A run
//!
//! ```no_run
//! use gouji_core::linter::Options;
//! use gouji_project::accept::{AcceptanceFolders, Wanted};
//! use gouji_project::linters::Linters;
//! use gouji_project::paths::Inputs;
//! use gouji_project::read::STDIN;
//! use gouji_project::runner::Runner;
//! use gouji_project::settings::Finder;
//! use gouji_project::walk::Ignored;
//! use gouji_project::{Problem, Request};
//!
//! fn findings(folder: &str) -> Result<usize, Problem> {
//!     let mut finder = Finder::new(Request::default());
//!     let inputs = Inputs::find(&[folder.into()], Ignored::tracked(), &mut finder);
//!     let linters = Linters::new(Options::default(), STDIN, &inputs.list, &mut finder);
//!     let wanted = Wanted { read: true, ..Wanted::default() };
//!     let accepted = AcceptanceFolders::find(&inputs.list, wanted, &mut finder);
//!     for problem in finder.problems().iter().chain(&inputs.problems) {
//!         println!("{}", problem.message(Default::default()));
//!     }
//!     let found = Runner::new(0)?.each(&inputs.list, |input| {
//!         let name = input.name(STDIN);
//!         let document = input.read(&name, false).ok()?;
//!         let linter = linters.of(input)?;
//!         let checked = linter.check(&document);
//!         let (checked, _) = accepted.accept(linter, (input, &name), &document, checked, true);
//!         Some(checked.diagnostics.len())
//!     });
//!     Ok(found.into_iter().flatten().sum())
//! }
//! ```

pub mod accept;
pub mod atomic;
pub mod cache;
pub mod changed;
pub mod config;
pub mod copies;
mod libreoffice;
pub mod linters;
mod messages;
pub mod mine;
pub mod packs;
pub mod paths;
mod problem;
pub mod read;
mod request;
pub mod runner;
pub mod select;
pub mod series;
pub mod settings;
pub mod trial;
mod trust;
pub mod walk;
pub mod worker;

pub use messages::{meant, why};
pub use problem::{Gravity, Problem};
pub use request::Request;
