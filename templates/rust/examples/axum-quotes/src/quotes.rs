use serde::Serialize;

#[derive(Serialize)]
pub struct Quote {
    pub by: &'static str,
    pub text: &'static str,
}

const QUOTES: [Quote; 2] = [
    Quote {
        by: "Grace Hopper",
        text: "A ship in port is safe",
    },
    Quote {
        by: "Ada Lovelace",
        text: "That brain of mine is more than merely mortal",
    },
];

pub fn find(id: usize) -> Option<&'static Quote> {
    QUOTES.get(id)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn finds_by_number() {
        assert_eq!(find(0).map(|quote| quote.by), Some("Grace Hopper"));
        assert!(find(9).is_none());
    }
}
