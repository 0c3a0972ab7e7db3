use super::{Area, Series};
use crate::diagnostic::{Record, Sentence, Spot};

fn record(path: &str, key: &str, year: i32) -> Record {
    Record {
        path: path.to_owned(),
        kind: "k".to_owned(),
        key: key.to_owned(),
        year: Some(year),
        ..Record::default()
    }
}

#[test]
fn the_year_before_is_of_the_same_body() {
    let records = [
        record("a23", "a", 2023),
        record("b22", "b", 2022),
        record("a22", "a", 2022),
    ];
    let series = Series::join(&records, &[]);
    let previous = |at| series.neighbours(at).previous.map(|r| r.path.as_str());
    assert_eq!(previous(0), Some("a22"));
    assert_eq!(previous(1), None);
    assert_eq!(previous(2), None);
}

#[test]
fn of_two_versions_the_one_with_the_later_date_counts() {
    let dated = |path, date: Option<&str>| Record {
        dated: date.map(str::to_owned),
        ..record(path, "a", 2022)
    };
    let records = [
        dated("old", Some("2023-01-20")),
        dated("new", Some("2023-03-02")),
        dated("undated", None),
        record("next", "a", 2023),
    ];
    let series = Series::join(&records, &[]);
    let newer = |at| series.neighbours(at).newer.map(|r| r.path.as_str());
    assert_eq!(
        [newer(0), newer(1), newer(2), newer(3)],
        [Some("new"), None, Some("new"), None]
    );
    assert_eq!(
        series.neighbours(3).previous.map(|r| r.path.as_str()),
        Some("new")
    );
}

#[test]
fn many_reports_of_one_body_and_year_are_no_versions() {
    let paths = ["a", "b", "c", "d"];
    let mut records: Vec<Record> = paths.iter().map(|p| record(p, "a", 2022)).collect();
    records.push(record("next", "a", 2023));
    let series = Series::join(&records, &[]);
    assert_eq!(series.neighbours(0).newer, None);
    assert_eq!(series.neighbours(4).previous, None);
}

#[test]
fn bodies_below_count_only_when_all_reported() {
    let area = |below: &[&str]| Area {
        kind: "k".to_owned(),
        body: "county".to_owned(),
        below: below.iter().map(|b| (*b).to_owned()).collect(),
        complete: true,
    };
    let records = [
        record("c", "county", 2023),
        record("x", "x", 2023),
        record("y", "y", 2023),
    ];
    let all = [area(&["x", "y"])];
    let series = Series::join(&records, &all);
    let below = series.neighbours(0).below.unwrap_or_default();
    assert_eq!(
        below.iter().map(|r| r.path.as_str()).collect::<Vec<_>>(),
        ["x", "y"]
    );
    let more = [area(&["x", "y", "z"])];
    assert_eq!(Series::join(&records, &more).neighbours(0).below, None);
}

#[test]
fn sentences_of_two_bodies_are_shared_those_of_many_are_not() {
    let with = |path: &str, key: &str, marks: &[u32]| Record {
        sentences: marks
            .iter()
            .map(|mark| Sentence {
                section: 0,
                mark: *mark,
                spot: Spot::default(),
            })
            .collect(),
        ..record(path, key, 2023)
    };
    let two = [
        with("a", "a", &[1, 2, 3, 4, 5]),
        with("b", "b", &[9, 2, 3, 4, 5]),
    ];
    let series = Series::join(&two, &[]);
    let alike = series.neighbours(0).alike;
    assert_eq!(alike.len(), 1);
    assert_eq!(alike.first().map(|s| s.pairs.len()), Some(4));
    let many: Vec<Record> = (0..12)
        .map(|n| with(&n.to_string(), &n.to_string(), &[1, 2, 3, 4, 5]))
        .collect();
    assert_eq!(Series::join(&many, &[]).neighbours(0).alike, []);
}
