//! Lists every `locales/{en,de}/*.ftl` so that the library can embed them: whoever adds a file of
//! texts adds it there and nowhere else. Called by cargo; it must not read anything but `locales`.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../locales").canonicalize()?;
    let mut code = String::new();
    for lang in ["en", "de"] {
        let folder = root.join(lang);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files: Vec<_> = fs::read_dir(&folder)?
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .map(|e| e.path())
            .collect();
        files.retain(|path| path.extension().is_some_and(|e| e == "ftl"));
        files.sort();
        code.push_str(&format!(
            "/// Name and content of every file in `locales/{lang}`.\npub(crate) const {}: &[(&str, &str)] = &[\n",
            lang.to_uppercase()
        ));
        for path in files {
            let name = path
                .file_name()
                .and_then(|n| n.to_str())
                .ok_or("a file name in locales that is not UTF-8")?;
            code.push_str(&format!("    ({name:?}, include_str!({:?})),\n", path.display().to_string()));
        }
        code.push_str("];\n");
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("locales.rs"), code)?;
    Ok(())
}
