//! Real clients against a real server: the Graph SDKs as the registries give them, behind TLS, a client that writes as the .NET SDK
//! writes, and the curl commands of the documentation.
//!
//! `cargo xtask test` prepares the SDKs and runs everything; what needs them is ignored otherwise, and fails with a sentence where
//! they are missing. The scripts are scenarios of their own: nothing here may bend an SDK so that it fits.

#[allow(unused_imports)] // this binary uses a part
#[path = "../api/support/mod.rs"]
mod support;

mod commands;

use nahtlos_engine::{
    call::Actor,
    estates::LoadEstate,
    setup::sandbox::{PARTNER, SECRET},
};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::Command,
};
use support::World;

/// A customer of the sandbox's partner: five seats of Microsoft 365 E3, one of Office 365 E1, and seven users, of whom one has E3.
const SCHOOL: &str = "5c400000-0000-4000-8000-0000000000ff";
const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const E1: &str = "18181a46-0d4e-45cd-891e-60aabd171b4e";

/// The sandbox behind TLS, as clients see it.
struct Place {
    world: World,
    authority: PathBuf,
    _folder: tempfile::TempDir,
}

impl Place {
    async fn open() -> Self {
        let folder = nahtlos_testbed::folder();
        let tls = folder.path().join("tls");
        let world = World::with(|config| {
            config.tls_self_signed = true;
            config.tls_folder = tls;
        })
        .await;
        let center = &world.running().center;
        nahtlos_server::sandbox::seed(center).await.unwrap();
        let load = LoadEstate {
            estate: serde_json::from_value(school()).unwrap(),
            partner_id: Some(PARTNER.tenant_id.to_owned()),
            admin_password: None,
        };
        center.engine.load_estate(load).await.unwrap();
        let authority = std::path::absolute(world.running().authority.as_ref().unwrap()).unwrap();
        Self {
            world,
            authority,
            _folder: folder,
        }
    }

    /// The token of the partner's administrator, who signed in on a page.
    fn user_token(&self) -> String {
        let actor = Actor {
            tenant_id: PARTNER.tenant_id.to_owned(),
            directory_id: PARTNER.tenant_id.to_owned(),
            user: Some(support::people::acting("admin@partner.example")),
            application: PARTNER.client_id.to_owned(),
            roles: vec![Role::AdminAgent, Role::GlobalAdmin],
            mfa: true,
        };
        self.world.running().center.token(&actor, false).unwrap()
    }

    /// Runs a script that knows the place by its environment; it says what it did, and fails where something was not as it should be.
    async fn visited_by(&self, program: &Path, script: &str) {
        let mut command = Command::new(program);
        command
            .arg(here(script))
            .current_dir(here(script).parent().unwrap())
            .env("NAHTLOS_URL", format!("https://localhost:{}", self.world.running().address.port()))
            .env("NAHTLOS_AUTHORITY", &self.authority)
            .env("NAHTLOS_TENANT", SCHOOL)
            .env("NAHTLOS_PARTNER", PARTNER.tenant_id)
            .env("NAHTLOS_CLIENT", PARTNER.client_id)
            .env("NAHTLOS_SECRET", SECRET)
            .env("NAHTLOS_USER_TOKEN", self.user_token())
            .env("NODE_EXTRA_CA_CERTS", &self.authority)
            .env("SSL_CERT_FILE", &self.authority)
            .env("REQUESTS_CA_BUNDLE", &self.authority)
            .env("NO_PROXY", "localhost")
            .env("PYTHONDONTWRITEBYTECODE", "1");
        let ended = tokio::task::spawn_blocking(move || command.output()).await.unwrap();
        let ended = ended.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let (out, err) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
        assert!(ended.status.success(), "{script} ended with {}\n{out}\n{err}", ended.status);
        println!("{out}");
    }
}

fn school() -> Value {
    let subscription = |n: u32, sku: &str, seats: u32| {
        json!({
            "id": format!("5c400000-aaaa-4000-8000-{n:012}"), "channel": "webDirect", "skuId": sku, "quantity": seats,
            "start": "2026-06-01", "end": "2027-06-01", "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active",
        })
    };
    let user = |n: u32, name: &str| {
        let licences = if n == 1 {
            json!([{ "skuId": E3, "disabledPlans": [] }])
        } else {
            json!([])
        };
        json!({ "id": format!("5c400000-0000-4000-8000-{n:012}"), "userPrincipalName": format!("{name}@schule.example"), "usageLocation": "DE", "licenses": licences })
    };
    let names = ["ada", "bo", "cem", "dana", "eva", "finn", "gina"];
    json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": SCHOOL, "name": "Schule", "domain": "schule.example", "country": "DE", "currency": "EUR" },
        "asOf": "2026-11-01",
        "subscriptions": [subscription(1, E3, 5), subscription(2, E1, 1)],
        "users": (1..).zip(names).map(|(n, name)| user(n, name)).collect::<Vec<_>>(),
    })
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(path)
}

/// Something that must have been prepared.
fn prepared(path: PathBuf) -> PathBuf {
    assert!(path.exists(), "{} is missing: `cargo xtask test` prepares it", path.display());
    path
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the SDK from PyPI: `cargo xtask test` prepares and runs it"]
async fn the_graph_sdk_for_python_does_the_work_of_a_day() {
    let python = prepared(
        PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .with_file_name("clients-venv")
            .join("bin/python"),
    );
    Place::open().await.visited_by(&python, "python/scenario.py").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the SDK from npm: `cargo xtask test` prepares and runs it"]
async fn the_graph_sdk_for_node_does_the_work_of_a_day() {
    prepared(here("node/node_modules/@microsoft/microsoft-graph-client"));
    Place::open().await.visited_by(Path::new("node"), "node/scenario.mjs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_writes_as_the_dotnet_sdk_writes_buys_and_changes() {
    Place::open().await.visited_by(Path::new("python3"), "python/pascal.py").await;
}
