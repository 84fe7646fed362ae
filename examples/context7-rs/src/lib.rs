//! Finds the documentation of programming libraries with Context7.

mod abi;

use guest::http::{self, Answer, escaped};
use guest::json::{self, Json};
use guest::settings;

const SERVICE: &str = "https://context7.com";
const TOKENS: u32 = 5000;

fn ask(path: &str) -> Result<Answer, String> {
    let base = settings::optional("CONTEXT7_API_BASE", SERVICE);
    let answer = http::get(&format!("{base}/api/v1/{path}"), &[("x-context7-source", "mcp-server")])?;
    match answer.status {
        200 => Ok(answer),
        404 => Err("Context7 does not know this library: resolve-library-id finds the ids that it knows".to_string()),
        429 => Err("Context7 wants fewer requests: wait a minute".to_string()),
        status => {
            let said = json::parse(&answer.body).unwrap_or(Json::Null);
            Err(format!("Context7 says {status}: {}", said.get("error").text().unwrap_or("no reason given")))
        }
    }
}

fn resolve_library_id(name: &str) -> Result<Vec<Json>, String> {
    let answer = ask(&format!("search?query={}", escaped(name)))?;
    let found = json::parse(&answer.body).map_err(|why| format!("the answer of Context7 is {why}"))?;
    Ok(found.get("results").elements().to_vec())
}

fn get_library_docs(id: &str, topic: Option<&str>, tokens: Option<u32>) -> Result<String, String> {
    let parts = id.split('/').filter(|part| !part.is_empty()).map(escaped).collect::<Vec<_>>();
    if parts.len() < 2 || parts.iter().any(|part| part.trim_matches('.').is_empty()) {
        return Err(format!("this is no id such as /owner/library: {id}"));
    }
    let topic = topic.map(|topic| format!("&topic={}", escaped(topic))).unwrap_or_default();
    let tokens = tokens.unwrap_or(TOKENS);
    let answer = ask(&format!("{}?type=txt&tokens={tokens}{topic}", parts.join("/")))?;
    match answer.body.trim() {
        "" | "No content available" | "No context data available" => Err(format!("there is no documentation of {id} for that")),
        _ => Ok(answer.body),
    }
}
