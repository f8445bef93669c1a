//! Generates the JavaScript and the TypeScript declarations of a compiled module: `bindgen MODULE.wasm FOLDER [--trim]`.

mod trim;

use std::error::Error;
use std::{env, fs, process};

use wasm_bindgen_cli_support::Bindgen;

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (module, folder, is_trimmed) = match args[..] {
        [module, folder] => (module, folder, false),
        [module, folder, "--trim"] => (module, folder, true),
        _ => {
            eprintln!("usage: bindgen MODULE.wasm FOLDER [--trim]");
            process::exit(2);
        }
    };
    if let Err(error) = generate(module, folder, is_trimmed) {
        eprintln!("{error:?}");
        process::exit(1);
    }
}

fn generate(module: &str, folder: &str, is_trimmed: bool) -> Result<(), Box<dyn Error>> {
    let mut wasm = fs::read(module)?;
    if is_trimmed {
        wasm = trim::trim(&wasm)?;
    }
    Bindgen::new()
        .input_bytes("emosense", wasm)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    Ok(())
}
