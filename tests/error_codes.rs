//! Compares the error codes of the crate with those in the TypeScript definitions.

use emosense::Error;

#[test]
fn typescript_lists_every_error_code() {
    let errors = [
        Error::InvalidFrame(String::new()),
        Error::FrameTooLarge {
            width: 0,
            height: 0,
            max: 0,
        },
        Error::InvalidLandmarks(String::new()),
        Error::InvalidModel {
            model: "",
            reason: String::new(),
        },
        Error::InvalidEmotions(String::new()),
        Error::InvalidSetting(String::new()),
        Error::OutOfMemory(0),
        Error::InferenceFailed {
            model: "",
            reason: String::new(),
        },
    ];
    for error in &errors {
        // A new variant does not compile here; add it to the list above and to the definitions.
        match error {
            Error::InvalidFrame(_)
            | Error::FrameTooLarge { .. }
            | Error::InvalidLandmarks(_)
            | Error::InvalidModel { .. }
            | Error::InvalidEmotions(_)
            | Error::InvalidSetting(_)
            | Error::OutOfMemory(_)
            | Error::InferenceFailed { .. } => {}
        }
    }
    let definitions = include_str!("../src/wasm/error.d.ts");
    let listed: Vec<&str> = definitions.split('\'').skip(1).step_by(2).collect();
    assert_eq!(listed, errors.map(|error| error.code()));
}
