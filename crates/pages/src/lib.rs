//! The dashboard's pages: structs with ready values in, HTML out, in English and German. Called by the server's pages.
//! Nothing here asks a database, reads a clock, or decides what somebody may do: what is not in a view is not on the page.
//!
//! A view is rendered inside of a frame: [`Shell`] for whoever is signed in, [`Outside`] for everybody else. The parts that
//! pages are made of ([`List`], [`Form`], [`Facts`] …) can be put together freely in a [`Page`]. Every text of a view is escaped;
//! markup that our own code made comes in as [`Html`].

mod assets;
mod cell;
mod customer;
mod dashboard;
mod form;
mod html;
mod list;
mod moves;
mod moves_new;
mod outside;
mod page;
mod part;
mod passkey;
mod progress;
mod request;
mod search;
mod settings;
mod shell;
mod signin;
mod subscription;
mod trouble;

pub use assets::{Asset, POLICY, address, asset};
pub use cell::{Badge, Cell, Link, Tone, Value};
pub use customer::{Customer, CustomerTab, Tab};
pub use dashboard::{Cover, Dashboard, Figure, Flight, Group, Item, Start};
pub use form::{Choice, Field, Form, Kind, Wrong};
pub use html::Html;
pub use list::{Chooser, Column, Empty, Filter, FilterKind, List, Row, Shown, Sort};
pub use moves::{Halt, Money, Move, Step, Task};
pub use moves_new::{MoveNew, MoveNewStep};
pub use outside::Outside;
pub use page::{Confirm, Head, Page};
pub use part::{At, Button, Copy, Fact, Facts, Note, Part, Story, To, Weight};
pub use passkey::{Passkey, Passkeys};
pub use progress::Progress;
pub use request::{NewRequest, Request, RequestForm};
pub use search::{Found, Search, SearchGroup};
pub use settings::{Enrol, RecoveryCodes, Session, Settings};
pub use shell::{Clock, Menu, MenuEntry, Shell, Tenant, Theme};
pub use signin::{SignIn, SignInStep};
pub use subscription::{AddOn, Happened, Scheduled, Subscription, Tranche};
pub use trouble::{Trouble, TroubleKind};
