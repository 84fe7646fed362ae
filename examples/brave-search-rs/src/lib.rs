//! Searches the web with Brave Search.

use guest::abi::{Outcome, Slice, outcome, string, text};
use guest::http::{self, escaped};
use guest::json::{self, Json};
use guest::settings;

const SERVICE: &str = "https://api.search.brave.com";

fn search(query: &str) -> Result<String, String> {
    if query.trim().is_empty() {
        return Err("the query is empty".to_string());
    }
    let key = settings::required("BRAVE_SEARCH_API_KEY")?;
    let base = settings::optional("BRAVE_SEARCH_API_BASE", SERVICE);
    let url = format!("{base}/res/v1/web/search?q={}&count=10", escaped(query));
    let answer = http::get(&url, &[("accept", "application/json"), ("x-subscription-token", &key)])?;
    let said = json::parse(&answer.body);
    match (answer.status, said) {
        (200, Ok(found)) => Ok(listed(query, found.get("web").get("results").elements())),
        (200, Err(why)) => Err(format!("the answer of Brave Search is {why}")),
        (429, _) => Err("Brave Search wants fewer requests: wait a second, or until the month is over".to_string()),
        (status, said) => {
            let detail = said.unwrap_or(Json::Null).get("error").get("detail").text().unwrap_or("no reason given").to_string();
            Err(format!("Brave Search says {status}: {detail}"))
        }
    }
}

fn listed(query: &str, pages: &[Json]) -> String {
    if pages.is_empty() {
        return format!("nothing found for: {query}");
    }
    let said = |page: &Json, name| plain(page.get(name).text().unwrap_or_default());
    pages.iter().zip(1..).map(|(page, number)| {
        format!("{number}. {}\n   {}\n   {}", said(page, "title"), said(page, "url"), said(page, "description"))
    }).collect::<Vec<_>>().join("\n")
}

/// A text without the tags and entities that mark what was looked for.
fn plain(text: &str) -> String {
    let text = text.replace("<strong>", "").replace("</strong>", "");
    let text = text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&amp;", "&")
}

#[unsafe(export_name = "search")]
unsafe extern "C" fn export_search(at: *const u8, length: usize) -> *const Outcome<Slice> {
    outcome(search(unsafe { text(at, length) }).map(string))
}
