//! Every view with sample values. Used by the tests of pages.

use super::samples::{DAY, Fill, NOW, euro, form, outside, parts, shell};
use nahtlos_pages::*;
use nahtlos_report::Texts;

fn dashboard(fill: Fill) -> Dashboard {
    let covered = Cover::Whole {
        proved: NOW,
        until: Some(DAY),
    };
    let covers = [covered, Cover::Unknown, Cover::Broken(40, fill.always("Ada loses Exchange"))];
    Dashboard {
        groups: fill.several(|_| Group {
            title: fill.always("Halted moves"),
            items: fill.several(|_| Item {
                badge: fill.badge(),
                link: fill.link(),
                detail: fill.say("Decide."),
                when: Value::Day(DAY),
            }),
            all: Some(fill.link()),
        }),
        moves: fill.several(|n| Flight {
            link: fill.link(),
            badge: fill.badge(),
            cover: covers[n].clone(),
            next: fill.say("Provision seats"),
            when: Value::Day(DAY),
        }),
        all_moves: fill.some(fill.link()),
        figures: fill.several(|_| Figure {
            label: fill.always("Seats"),
            value: Value::Number(12_345),
            note: fill.say("in all"),
            href: "/subscriptions".to_owned(),
        }),
        start: (fill != Fill::Normal).then(|| Start {
            lead: fill.always("Begin here."),
            steps: vec![fill.link()],
        }),
        live: fill.say("/"),
    }
}

fn subscription(fill: Fill) -> Subscription {
    Subscription {
        head: fill.head(),
        facts: fill.facts(),
        tranches: fill.several(|n| Tranche {
            seats: 5,
            cancel_until: (n == 0).then_some(NOW),
        }),
        renewal: fill.facts(),
        scheduled: fill.several(|_| Scheduled {
            what: fill.say("E3 to E5"),
            day: DAY,
        }),
        add_ons: fill.several(|_| AddOn {
            link: fill.link(),
            seats: 3,
            badge: fill.badge(),
        }),
        transitions: fill.happened(),
        history: fill.happened(),
        forms: vec![form(fill, fill == Fill::Hostile)],
    }
}

fn a_move(fill: Fill) -> Move {
    Move {
        head: fill.head(),
        cover_now: Cover::Whole { proved: NOW, until: None },
        cover_end: if fill == Fill::Hostile {
            Cover::Broken(200, fill.always("no"))
        } else {
            Cover::Unknown
        },
        halts: fill.several(|n| Halt {
            at: NOW,
            why: fill.say("A person halted it."),
            counter: if n == 0 { String::new() } else { fill.say("Ada") },
            buttons: fill.buttons(),
        }),
        tasks: fill.several(|n| Task {
            id: n.to_string(),
            who: fill.always("You"),
            text: fill.say("Hand the link over."),
            due: Value::Day(DAY),
            done: (n == 0).then(|| Button::post(fill.always("Done"), "/moves/1/tasks/1", &[], Weight::Main)),
        }),
        money: fill.some(Money {
            cost: euro(1),
            naive: euro(2),
            saved: euro(1),
            twice: euro(0),
            report: Some(fill.link()),
        }),
        facts: fill.facts(),
        picture: fill.some(Html::made(
            "<svg class=\"plot\" width=\"10\"><title>t</title></svg>".replace("<title>t</title>", "<desc>t</desc>"),
        )),
        steps: fill.several(|n| Step {
            number: n as i64,
            what: Cell::text(fill.say("Provision")).below(fill.say("20 seats")),
            due: Value::Day(DAY),
            state: Cell::badge(Tone::Good, fill.always("done")),
            link: (n == 0).then(|| fill.link()),
        }),
        journal: fill.some(fill.link()),
        evidence: fill.several(|_| fill.link()),
        live: fill.say("/moves/1"),
    }
}

fn request(fill: Fill) -> Request {
    Request {
        head: fill.head(),
        note: fill.some(Note {
            sentence: fill.always("Waits for the customer."),
            ..Note::default()
        }),
        facts: fill.facts(),
        link: fill.say("https://a.example/i/1"),
        to: fill.say("it@fabrikam.example"),
        subject: fill.say("A request"),
        body: fill.say("Hello\nworld"),
        timeline: fill.happened(),
    }
}

fn new_request(fill: Fill) -> NewRequest {
    let choice = || Choice::new("role", fill.always("User administrator"), true);
    NewRequest {
        form: RequestForm {
            delegated: true,
            name: fill.say("Fabrikam"),
            domain: fill.say("fabrikam.example"),
            email: fill.say("it@fabrikam.example"),
            language: "de".to_owned(),
        },
        providers: fill.several(|_| choice()),
        roles: fill.several(|_| choice()),
        days: fill.several(|_| choice()),
        errors: if fill == Fill::Hostile {
            [
                "",
                "relationship",
                "through",
                "name",
                "domain",
                "email",
                "language",
                "roles",
                "list",
            ]
            .map(|name| (name.to_owned(), fill.say("wrong")))
            .to_vec()
        } else {
            Vec::new()
        },
        rows: fill.several(|n| (n as i64, fill.say("no domain"))),
        upload: true,
    }
}

fn settings(fill: Fill) -> Settings {
    Settings {
        profile: fill.facts(),
        sessions: fill.several(|n| Session {
            id: format!("s{n}"),
            what: fill.always("Firefox"),
            address: fill.say("192.0.2.1"),
            since: NOW,
            seen: NOW,
            current: n == 0,
        }),
        second_factor: fill != Fill::Empty,
        passkeys: Passkeys {
            all: fill.several(|n| Passkey {
                id: format!("k{n}"),
                name: fill.always("Laptop"),
                since: NOW,
                used: (n > 0).then_some(NOW),
            }),
            more: fill != Fill::Empty,
            named_host: fill != Fill::Hostile,
        },
        demanded: fill == Fill::Hostile,
        codes_left: 7,
        problem: fill.say("The passkey was not added."),
        more: fill
            .some(Part::Facts(Facts {
                title: fill.say("Tenant"),
                facts: fill.facts(),
            }))
            .into_iter()
            .collect(),
    }
}

/// Every view by name.
pub(crate) fn every(texts: &Texts, fill: Fill) -> Vec<(String, String)> {
    let s = &shell(texts, fill);
    let o = &outside(texts, fill);
    let mut all = vec![
        (
            "page".to_owned(),
            Page {
                head: fill.head(),
                parts: parts(fill),
            }
            .render(s),
        ),
        ("dashboard".to_owned(), dashboard(fill).render(s)),
        ("subscription".to_owned(), subscription(fill).render(s)),
        ("move".to_owned(), a_move(fill).render(s)),
        ("request".to_owned(), request(fill).render(s)),
        ("new-request".to_owned(), new_request(fill).render(s)),
        ("settings".to_owned(), settings(fill).render(s)),
        (
            "settings-wrong".to_owned(),
            settings(fill).render_with(s, Some(("new_password", &fill.always("short")))),
        ),
        (
            "recovery-codes".to_owned(),
            RecoveryCodes {
                codes: fill.several(|_| fill.say("abcd-efgh")),
            }
            .render(s),
        ),
    ];
    all.push(("enrol".to_owned(), enrol(fill).render(s)));
    all.push(("search".to_owned(), search(fill).render(s)));
    for (name, ended) in [("progress", false), ("progress-ended", true)] {
        let progress = Progress {
            title: fill.always("Licences are changed"),
            all: fill.some(500),
            done: 120,
            ended,
            here: "/progress/1".to_owned(),
            live: "/progress/1?part=1".to_owned(),
            again: fill.link(),
        };
        all.push((name.to_owned(), progress.render(s)));
    }
    all.push(("confirm".to_owned(), confirm(fill).render(s)));
    for tab in CustomerTab::ALL {
        all.push((format!("customer-{}", tab.word()), customer(fill, tab).render(s)));
    }
    for kind in TROUBLES {
        let trouble = Trouble {
            kind,
            what: fill.say("It is gone."),
            request_id: fill.say("r1"),
        };
        all.push((format!("trouble-{kind:?}"), trouble.render(s)));
        all.push((format!("trouble-outside-{kind:?}"), trouble.render_outside(o)));
    }
    for (name, step) in signin_steps(fill) {
        let page = SignIn {
            step,
            problem: fill.say("wrong"),
            hidden: vec![("back".to_owned(), fill.say("/"))],
            passkey: fill != Fill::Empty,
            provider: fill.some(fill.link()),
        };
        all.push((format!("sign-in-{name}"), page.render(o)));
    }
    for (n, step) in new_steps(fill).into_iter().enumerate() {
        let page = MoveNew {
            customer: fill.always("Fabrikam"),
            back: "/customers/1".to_owned(),
            action: "/moves/new".to_owned(),
            step,
            error: fill.say("wrong"),
            wrong: String::new(),
            answered: fill.facts(),
            hidden: vec![("goal".to_owned(), fill.say("same"))],
        };
        all.push((format!("move-new-{n}"), page.render(s)));
    }
    all
}

const TROUBLES: [TroubleKind; 6] = [
    TroubleKind::Proof,
    TroubleKind::Forbidden,
    TroubleKind::Missing,
    TroubleKind::Stale,
    TroubleKind::Busy,
    TroubleKind::Fault,
];

fn signin_steps(fill: Fill) -> [(&'static str, SignInStep); 3] {
    [
        ("password", SignInStep::Password { name: fill.say("ada") }),
        ("code", SignInStep::Code),
        ("change", SignInStep::Change),
    ]
}

fn new_steps(fill: Fill) -> [MoveNewStep; 4] {
    [
        MoveNewStep::Goal {
            cheapest: fill == Fill::Empty,
        },
        MoveNewStep::Lead { days: fill.say("5") },
        MoveNewStep::Deadline {
            day: fill.say("2027-01-31"),
            together: fill.say("2027-06-30"),
        },
        MoveNewStep::Check,
    ]
}

fn customer(fill: Fill, current: CustomerTab) -> Customer {
    Customer {
        head: fill.head(),
        tabs: CustomerTab::ALL
            .map(|tab| Tab {
                tab,
                href: format!("/customers/1/{}", tab.word()),
                count: fill.some(12_345),
            })
            .to_vec(),
        current,
        parts: parts(fill),
    }
}

fn enrol(fill: Fill) -> Enrol {
    Enrol {
        secret: fill.always("ABCD EFGH"),
        otpauth: "otpauth://totp/Nahtlos:ada?secret=ABCD&issuer=Nahtlos".to_owned(),
        qr: fill.some(Html::made("<svg width=\"10\"></svg>".to_owned())).unwrap_or_default(),
        hidden: vec![("mark".to_owned(), fill.say("m"))],
        error: fill.say("wrong"),
        passkeys: fill.some(Passkeys {
            more: true,
            named_host: true,
            ..Passkeys::default()
        }),
    }
}

fn search(fill: Fill) -> Search {
    Search {
        groups: fill.several(|_| SearchGroup {
            title: fill.always("Customers"),
            found: fill.several(|n| Found {
                link: fill.link(),
                detail: fill.say("fabrikam.example"),
                badge: (n == 0).then(|| fill.badge()),
            }),
            all: Some(fill.link()),
        }),
    }
}

fn confirm(fill: Fill) -> Confirm {
    Confirm {
        title: fill.always("Cancel the move?"),
        effects: fill.several(|_| fill.say("3 steps are not done.")),
        action: "/moves/1/cancel".to_owned(),
        hidden: vec![("etag".to_owned(), fill.say("1"))],
        submit: fill.always("Cancel the move"),
        weight: Weight::Grave,
        fields: fill.several(|n| Field::new(format!("f{n}"), fill.always("Why"), Kind::Text).error(fill.say("missing"))),
        back: fill.link(),
    }
}
