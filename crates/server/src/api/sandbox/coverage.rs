//! What this center has and has not, and how often each operation was called: as a page for people, and as JSON. Both say the same,
//! from the table of routes.

use crate::{
    api::{
        answer::Answer,
        ask::Ask,
        invitations::view::language,
        problem::Problem,
        routes::{Flavour, ROUTES, Route},
    },
    center::Center,
};
use askama::Template;
use nahtlos_model::refusals::Code;
use nahtlos_report::{Args, Lang, Texts};
use nahtlos_wire::coverage::{Coverage, CoveredOperation};

const STYLE: &str = include_str!("../../../templates/coverage.css");

pub(crate) async fn json(ask: Ask) -> Result<Answer, Problem> {
    only_in_a_sandbox(&ask)?;
    let calls = &ask.center.calls;
    let one = |route: &'static Route| CoveredOperation {
        area: Some(route.area.to_owned()),
        name: Some(route.name.to_owned()),
        method: Some(route.method.to_owned()),
        path: Some(route.path.to_owned()),
        api: Some(api(route).to_owned()),
        built: Some(route.is_built()),
        calls: Some(calls.of(route)),
    };
    let built = u32::try_from(ROUTES.iter().filter(|r| r.is_built()).count()).ok();
    Ok(Answer::ok(&Coverage {
        built,
        not_built: u32::try_from(ROUTES.len()).ok().zip(built).map(|(all, built)| all - built),
        calls: Some(ROUTES.iter().map(|route| calls.of(route)).sum()),
        operations: Some(ROUTES.iter().map(one).collect()),
    }))
}

pub(crate) async fn page(ask: Ask) -> Result<Answer, Problem> {
    only_in_a_sandbox(&ask)?;
    let texts = ask.center.texts.of(language(&ask, &ask.call.locale).tag());
    let body = Page::of(texts, &ask.center).render();
    let body = body.map_err(|error| Problem::Fault(error.to_string()))?;
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
    Ok(Answer::bytes("text/html; charset=utf-8", body.into_bytes())
        .with("content-security-policy", policy)
        .with("cache-control", "no-store")
        .with("x-content-type-options", "nosniff"))
}

fn only_in_a_sandbox(ask: &Ask) -> Result<(), Problem> {
    match ask.center.config.sandbox {
        true => Ok(()),
        false => Err(Code::SandboxOnly.into()),
    }
}

fn api(route: &Route) -> &'static str {
    match route.flavour {
        Flavour::PartnerCenter => "partnerCenter",
        Flavour::Graph => "graph",
        Flavour::Token => "token",
        Flavour::Own => "own",
    }
}

/// The page.
#[derive(Template)]
#[template(path = "coverage.html")]
struct Page<'a> {
    t: &'a Texts,
    style: &'static str,
    summary: String,
    areas: Vec<Area>,
    languages: [(Lang, &'static str); 2],
}

/// The operations of an area.
struct Area {
    name: &'static str,
    built: usize,
    calls: u64,
    lines: Vec<Line>,
}

struct Line {
    route: &'static Route,
    calls: u64,
}

impl<'a> Page<'a> {
    fn of(texts: &'a Texts, center: &Center) -> Self {
        let mut areas: Vec<Area> = Vec::new();
        for route in ROUTES.iter() {
            let calls = center.calls.of(route);
            let place = areas.iter().position(|area| area.name == route.area).unwrap_or_else(|| {
                areas.push(Area {
                    name: route.area,
                    built: 0,
                    calls: 0,
                    lines: Vec::new(),
                });
                areas.len() - 1
            });
            let area = &mut areas[place];
            area.built += usize::from(route.is_built());
            area.calls += calls;
            area.lines.push(Line { route, calls });
        }
        // What is there first, each half by name.
        areas.sort_by_key(|area| (area.built == 0, area.name));
        let built: usize = areas.iter().map(|area| area.built).sum();
        let args = Args::new()
            .count("built", built)
            .count("all", ROUTES.len())
            .count("missing", ROUTES.len() - built)
            .text("calls", areas.iter().map(|area| area.calls).sum::<u64>().to_string());
        Self {
            t: texts,
            style: STYLE,
            summary: texts.fill("sandbox-summary", args),
            areas,
            languages: [(Lang::De, "Deutsch"), (Lang::En, "English")],
        }
    }
}
