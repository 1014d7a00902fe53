use rusqlite::{Connection, Result};

/// Notes in a SQLite file.
pub struct Store(Connection);

impl Store {
    pub fn open(path: &str) -> Result<Store> {
        let connection = Connection::open(path)?;
        connection.execute(
            "CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
            (),
        )?;
        Ok(Store(connection))
    }

    pub fn add(&self, text: &str) -> Result<usize> {
        self.0.execute("INSERT INTO note (text) VALUES (?1)", [text])
    }

    pub fn count(&self) -> Result<i64> {
        self.0
            .query_row("SELECT count(*) FROM note", (), |row| row.get(0))
    }
}
