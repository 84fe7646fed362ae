//! Asks the Go module proxy for the latest versions of modules.

use guest::abi::{Outcome, Slice, outcome, string, text};
use guest::http;
use guest::json::{self, Json};
use guest::settings;

const SERVICE: &str = "https://proxy.golang.org";
/// Each name is a request.
const MAX_MODULES: usize = 20;

fn names(list: &str) -> Result<Vec<&str>, String> {
    let names = list.split(',').map(str::trim).filter(|name| !name.is_empty()).collect::<Vec<_>>();
    match names.len() {
        0 => Err("no module is named".to_string()),
        1..=MAX_MODULES => Ok(names),
        count => Err(format!("{count} modules are too many at once: at most {MAX_MODULES}")),
    }
}

/// A module path in a URL: a capital letter is an exclamation mark and the small one.
fn escaped(name: &str) -> Result<String, String> {
    let is_path = name.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/".contains(c))
        && name.split('/').all(|part| !part.trim_matches('.').is_empty());
    if !is_path {
        return Err(format!("this is no module path: {name}"));
    }
    Ok(name.chars().map(|c| if c.is_ascii_uppercase() { format!("!{}", c.to_ascii_lowercase()) } else { c.to_string() }).collect())
}

/// What the proxy says about the latest version: `Version`, `Time`, and `Origin` where it knows.
fn latest(name: &str) -> Result<Json, String> {
    let proxies = settings::optional("GOPROXY", SERVICE);
    let base = proxies.split([',', '|']).next().unwrap_or(SERVICE).trim_end_matches('/');
    let answer = http::get(&format!("{base}/{}/@latest", escaped(name)?), &[])?;
    match answer.status {
        200 => {
            let said = json::parse(&answer.body).map_err(|why| format!("the answer of the proxy about {name} is {why}"))?;
            said.get("Version").text().map(|_| ()).ok_or_else(|| format!("the proxy names no version of {name}"))?;
            Ok(said)
        }
        404 | 410 => Err(format!("the proxy knows no module {name}")),
        429 => Err("the proxy wants fewer requests: wait a minute".to_string()),
        status => Err(format!("the proxy says {status} about {name}")),
    }
}

fn latest_versions(list: &str) -> Result<String, String> {
    let versions = names(list)?.into_iter().map(|name| Ok((name.to_string(), latest(name)?.get("Version").clone())));
    Ok(Json::Object(versions.collect::<Result<_, String>>()?).to_string())
}

fn module_info(list: &str) -> Result<String, String> {
    let about = |name: &str| {
        let said = latest(name)?;
        let member = |key: &str, value: &Json| (key.to_string(), value.clone());
        Ok(Json::Object(vec![
            member("module", &Json::from(name)),
            member("version", said.get("Version")),
            member("time", said.get("Time")),
            member("repository", said.get("Origin").get("URL")),
        ]))
    };
    Ok(Json::List(names(list)?.into_iter().map(about).collect::<Result<_, String>>()?).to_string())
}

#[unsafe(export_name = "local:gomodule-server/gomodule#get-latest-versions")]
unsafe extern "C" fn export_get_latest_versions(at: *const u8, length: usize) -> *const Outcome<Slice> {
    outcome(latest_versions(unsafe { text(at, length) }).map(string))
}

#[unsafe(export_name = "local:gomodule-server/gomodule#get-module-info")]
unsafe extern "C" fn export_get_module_info(at: *const u8, length: usize) -> *const Outcome<Slice> {
    outcome(module_info(unsafe { text(at, length) }).map(string))
}
