//! The curl commands of the documentation, typed as they stand there; only the address is another.

use crate::support::World;
use serde_json::Value;
use std::process::Command;

const SERVE: &str = include_str!("../../../../docs/how-to/serve.md");
const SANDBOX: &str = include_str!("../../../../docs/sandbox.md");

/// Blocks of shell commands that call the server, in order.
fn blocks(page: &str) -> Vec<String> {
    let parts = page.split("```sh\n").skip(1);
    let blocks = parts.map(|part| part.split("```").next().unwrap_or_default().to_owned());
    blocks.filter(|block| block.contains("curl")).collect()
}

/// Types all blocks of a page into one shell; what each printed.
async fn typed(world: &World, page: &str) -> Vec<(String, Value)> {
    const MARK: &str = "---- next block ----";
    let blocks = blocks(page);
    let host = world.running().address.to_string();
    let script = blocks.join(&format!("\necho\necho '{MARK}'\n")).replace("127.0.0.1:8080", &host);
    let mut shell = Command::new("sh");
    shell.args(["-euc", &script]).env("NO_PROXY", "127.0.0.1");
    let ended = tokio::task::spawn_blocking(move || shell.output()).await.unwrap().unwrap();
    let (out, err) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    assert!(ended.status.success(), "{}\n{script}\n{out}\n{err}", ended.status);
    let printed: Vec<&str> = out.split(MARK).collect();
    assert_eq!(printed.len(), blocks.len(), "{out}");
    let read = |(block, text): (String, &str)| {
        let answer: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{block}\n{error}: {text}"));
        assert!(answer["code"].is_null() && answer["error"].is_null(), "{block}\n{answer}");
        (block, answer)
    };
    blocks.into_iter().zip(printed).map(read).collect()
}

async fn sandbox() -> World {
    let world = World::start().await;
    nahtlos_server::sandbox::seed(&world.running().center).await.unwrap();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_of_the_page_about_serving_work() {
    let answers = typed(&sandbox().await, SERVE).await;
    assert!(answers.len() >= 2, "the page shows commands");
    assert!(answers.iter().any(|(_, answer)| answer["totalCount"].is_number()), "{answers:?}");
    assert!(answers.iter().any(|(block, answer)| block.contains("clock") && answer.is_object()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_of_the_page_about_the_sandbox_work() {
    let answers = typed(&sandbox().await, SANDBOX).await;
    assert!(answers.iter().any(|(_, answer)| answer["access_token"].is_string()), "{answers:?}");
}
