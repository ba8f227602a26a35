//! Writes sample reports for the browser tests and for looking at: `cargo run -p nahtlos-report --example render -- FOLDER`.

#[path = "../tests/support/mod.rs"]
mod support;

use nahtlos_report::{Lang, html, refusal_html};
use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("give the folder to write to")?);
    fs::create_dir_all(&folder)?;
    for lang in Lang::ALL {
        let write = |name: &str, page: String| fs::write(folder.join(format!("{name}-{}.html", lang.tag())), page);
        for (name, (case, plan)) in [
            ("tiny", support::tiny()),
            ("workshop", support::workshop()),
            ("holding", support::holding()),
        ] {
            write(name, html(&case, &plan, &support::certificate(&case, &plan), lang))?;
        }
        let (case, plan) = support::workshop();
        write("refuted", html(&case, &plan, &support::counter_example(), lang))?;
        write("refusal", refusal_html(&case, &support::refusal(), lang))?;
    }
    println!("reports written to {}", folder.display());
    Ok(())
}
