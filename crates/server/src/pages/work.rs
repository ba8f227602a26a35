//! Work that may take longer than one waits for a page: it goes on by itself, a page shows how far it is, and then what came of it. What is soon
//! done is answered at once, as if nothing of this were there.
//!
//! It is known to the process that does it, and for a while after its end.

use super::{
    frame::{self, Trouble},
    table::page,
    visit::Visit,
    written::{html, see},
};
use crate::{
    api::{answer::Answer, context::hex, problem::Problem},
    pages::Page,
};
use futures_util::FutureExt as _;
use nahtlos_engine::ambient::Ambient as _;
use nahtlos_pages::{Link, Progress};
use parking_lot::Mutex;
use std::{
    collections::HashMap,
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

pub(super) const PAGES: &[Page] = &[page!(Signed, Read, "GET", "/progress/{work}", show)];

/// How long the first answer waits for the end.
const WAITS: Duration = Duration::from_millis(700);
/// Milliseconds for which a work is known after it began.
const KEPT_MS: i64 = 60 * 60 * 1000;
/// Most works that are known.
const MOST: usize = 1_000;

/// Works that pages began.
#[derive(Default)]
pub(crate) struct Works(Mutex<HashMap<String, Arc<Work>>>);

impl std::fmt::Debug for Works {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Works")
    }
}

/// Something that goes on.
pub(super) struct Work {
    /// Home tenant and id of whose it is.
    owner: (String, String),
    title: String,
    /// Steps there are; `None`: nobody knows before.
    all: Option<i64>,
    done: AtomicI64,
    began_ms: i64,
    answer: Mutex<Option<Answer>>,
}

impl Work {
    /// A step more is done.
    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Works {
    fn keep(&self, id: &str, work: &Arc<Work>) {
        let mut all = self.0.lock();
        all.retain(|_, kept| work.began_ms - kept.began_ms < KEPT_MS);
        if all.len() >= MOST {
            let oldest = all.iter().min_by_key(|(_, kept)| kept.began_ms).map(|(id, _)| id.clone());
            oldest.map(|id| all.remove(&id));
        }
        all.insert(id.to_owned(), Arc::clone(work));
    }

    fn find(&self, id: &str, owner: &(String, String)) -> Option<Arc<Work>> {
        self.0.lock().get(id).filter(|work| work.owner == *owner).cloned()
    }
}

fn owner(visit: &Visit) -> Result<(String, String), Trouble> {
    let signed = visit.whole().ok_or(Trouble::Expired)?;
    Ok((signed.session.home.clone(), signed.person.user.id.clone()))
}

/// Does something that may take long; `what` gets the visit and says each step.
pub(super) async fn run<F, Fut>(visit: &Visit, title: &str, all: Option<i64>, what: F) -> Result<Answer, Trouble>
where
    F: FnOnce(Visit, Arc<Work>) -> Fut,
    Fut: Future<Output = Result<Answer, Trouble>> + Send + 'static,
{
    let work = Arc::new(Work {
        owner: owner(visit)?,
        title: visit.say(title),
        all,
        done: AtomicI64::new(0),
        began_ms: visit.center.engine.machine_now().0,
        answer: Mutex::new(None),
    });
    let id = hex(&crate::ambient::Machine.random());
    visit.center.works.keep(&id, &work);
    let (begun, of_trouble) = (what(visit.clone(), Arc::clone(&work)), visit.clone());
    let kept = Arc::clone(&work);
    let task = tokio::spawn(async move {
        let answer = match AssertUnwindSafe(begun).catch_unwind().await {
            Ok(Ok(answer)) => answer,
            Ok(Err(trouble)) => frame::trouble(&of_trouble, trouble),
            Err(_) => frame::trouble(&of_trouble, Problem::Fault("a work panicked".to_owned()).into()),
        };
        *kept.answer.lock() = Some(answer);
    });
    let _ = tokio::time::timeout(WAITS, task).await;
    let answer = work.answer.lock().clone();
    Ok(answer.unwrap_or_else(|| see(format!("/progress/{id}"))))
}

async fn show(visit: Visit) -> Result<Answer, Trouble> {
    let work = visit.center.works.find(visit.param(0), &owner(&visit)?).ok_or(Trouble::Missing)?;
    let here = format!("/progress/{}", visit.segment(0));
    let answer = work.answer.lock().clone();
    let asks = visit.query.get("part").is_some();
    if let Some(answer) = answer.clone().filter(|_| !asks) {
        return Ok(answer);
    }
    let view = Progress {
        title: work.title.clone(),
        all: work.all,
        done: work.done.load(Ordering::Relaxed),
        ended: answer.is_some(),
        here: here.clone(),
        live: format!("{here}?part=1"),
        again: Link::new(visit.say("desk-work-again"), here),
    };
    Ok(html(200, view.render(&visit.shell(None))))
}
