//! Writes every page with its sample values into a folder, with the files that pages ask for: for looking at them in a browser.
//! `cargo run -p nahtlos-pages --example render_pages -- FOLDER`, then any file server in the folder.

#[path = "../tests/support/samples.rs"]
mod samples;
#[path = "../tests/support/views.rs"]
mod views;

use nahtlos_pages::{Head, POLICY, Page, asset};
use nahtlos_report::{Lang, Texts};
use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("name a folder")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("assets"))?;
    for name in ["pages.css", "pages.js", "favicon.svg"] {
        fs::write(folder.join("assets").join(name), asset(name).ok_or("no such file")?.body)?;
    }
    fs::write(folder.join("policy.txt"), POLICY)?;
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for fill in samples::Fill::ALL {
            for (name, html) in views::every(&texts, fill) {
                let file = format!("{name}-{}-{}.html", format!("{fill:?}").to_lowercase(), lang.tag());
                fs::write(folder.join(file), html)?;
            }
        }
        let parts = vec![samples::list(samples::Fill::Normal, 100).into()];
        let list = Page {
            head: Head::new("Customers"),
            parts,
        };
        let html = list.render(&samples::shell(&texts, samples::Fill::Normal));
        fs::write(folder.join(format!("list-normal-{}.html", lang.tag())), html)?;
    }
    Ok(())
}
