//! JSON, as RFC 8259 has it: what web services answer, and what tools return.

use std::fmt::{self, Display, Formatter, Write};

/// How deep lists and objects may lie in each other: reading uses the stack.
const MAX_DEPTH: usize = 64;

#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The member of that name; null where there is none.
    pub fn get(&self, name: &str) -> &Json {
        match self {
            Json::Object(members) => members.iter().find(|(key, _)| key == name).map_or(&Json::Null, |(_, value)| value),
            _ => &Json::Null,
        }
    }

    /// The elements of a list; none of anything else.
    pub fn elements(&self) -> &[Json] {
        match self {
            Json::List(elements) => elements,
            _ => &[],
        }
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number as a whole one that is not negative.
    pub fn count(&self) -> u32 {
        match self {
            Json::Number(number) => *number as u32,
            _ => 0,
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.to_string())
    }
}

impl Display for Json {
    fn fmt(&self, to: &mut Formatter) -> fmt::Result {
        match self {
            Json::Null => to.write_str("null"),
            Json::Bool(value) => write!(to, "{value}"),
            Json::Number(value) => write!(to, "{value}"),
            Json::Text(text) => quote(text, to),
            Json::List(elements) => enclose('[', ']', elements, to, |element, to| write!(to, "{element}")),
            Json::Object(members) => enclose('{', '}', members, to, |(name, value), to| {
                quote(name, to)?;
                write!(to, ":{value}")
            }),
        }
    }
}

fn enclose<T>(
    open: char, close: char, all: &[T], to: &mut Formatter, each: impl Fn(&T, &mut Formatter) -> fmt::Result,
) -> fmt::Result {
    to.write_char(open)?;
    for (index, one) in all.iter().enumerate() {
        if index > 0 {
            to.write_char(',')?;
        }
        each(one, to)?;
    }
    to.write_char(close)
}

fn quote(text: &str, to: &mut Formatter) -> fmt::Result {
    to.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(to, "\\{character}")?,
            '\n' => to.write_str("\\n")?,
            '\0'..=' ' if character != ' ' => write!(to, "\\u{:04x}", character as u32)?,
            _ => to.write_char(character)?,
        }
    }
    to.write_char('"')
}

/// Reads a text that is JSON from its beginning to its end.
pub fn parse(text: &str) -> Result<Json, String> {
    let mut reader = Reader { text, at: 0 };
    reader.value(0).and_then(|value| {
        reader.space();
        if reader.at == text.len() { Some(value) } else { None }
    }).ok_or_else(|| format!("not JSON at character {}", text[..reader.at].chars().count()))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Skips space and then a word that is expected here.
    fn takes(&mut self, word: &str) -> bool {
        self.space();
        let is_there = self.rest().starts_with(word);
        if is_there {
            self.at += word.len();
        }
        is_there
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.takes("null") {
            Some(Json::Null)
        } else if self.takes("true") {
            Some(Json::Bool(true))
        } else if self.takes("false") {
            Some(Json::Bool(false))
        } else if self.takes("[") {
            self.all("]", |reader| reader.value(depth + 1)).map(Json::List)
        } else if self.takes("{") {
            self.all("}", |reader| reader.member(depth + 1)).map(Json::Object)
        } else if self.takes("\"") {
            self.string().map(Json::Text)
        } else {
            self.number()
        }
    }

    fn all<T>(&mut self, end: &str, mut next: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut all = Vec::new();
        if self.takes(end) {
            return Some(all);
        }
        loop {
            all.push(next(self)?);
            if self.takes(end) {
                return Some(all);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    fn member(&mut self, depth: usize) -> Option<(String, Json)> {
        let name = if self.takes("\"") { self.string()? } else { return None };
        if self.takes(":") { Some((name, self.value(depth)?)) } else { None }
    }

    fn number(&mut self) -> Option<Json> {
        let end = self.rest().find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E')).unwrap_or(self.rest().len());
        let digits = self.rest()[..end].strip_prefix('-').unwrap_or(&self.rest()[..end]);
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let number = self.rest()[..end].parse().ok()?;
        self.at += end;
        Some(Json::Number(number))
    }

    /// What stands behind a quotation mark, up to the next one.
    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let next = self.rest().chars().next().filter(|c| *c >= ' ')?;
            self.at += next.len_utf8();
            match next {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                _ => text.push(next),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let next = self.rest().chars().next()?;
        self.at += next.len_utf8();
        match next {
            '"' | '\\' | '/' => Some(next),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'u' => self.unicode(),
            _ => None,
        }
    }

    /// Four hexadecimal digits, or two such escapes that are one character; half of one is replaced.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u") {
            let before = self.at;
            self.at += 2;
            let second = self.hexadecimal()?;
            if (0xdc00..0xe000).contains(&second) {
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.at = before;
        }
        Some(char::from_u32(first).unwrap_or('\u{fffd}'))
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let number = u32::from_str_radix(digits, 16).ok();
        self.at += 4;
        number
    }
}
