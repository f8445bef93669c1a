//! Generates the JavaScript and the TypeScript declarations of a compiled module: `bindgen MODULE.wasm FOLDER`.

use wasm_bindgen_cli_support::Bindgen;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [module, folder] = args.as_slice() else {
        eprintln!("usage: bindgen MODULE.wasm FOLDER");
        std::process::exit(2);
    };
    let mut bindgen = Bindgen::new();
    let result = bindgen.input_path(module).web(true).and_then(|bindgen| {
        bindgen
            .typescript(true)
            .omit_default_module_path(false)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(folder)
    });
    if let Err(error) = result {
        eprintln!("{error:?}");
        std::process::exit(1);
    }
}
