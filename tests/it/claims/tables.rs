//! The tables beside which the claims of `claims_outcomes.rs` are written: they hold together.

use crate::support::reports::model::Model;

/// A report of an office whose tables hold together.
pub fn report() -> Model {
    let mut model = Model::dense("2021");
    model.body = "青禾县人民政府办公室";
    let row = |cells: [u32; 6]| -> Vec<String> {
        let all = cells.iter().copied().chain([cells.iter().sum()]);
        all.map(|n: u32| n.to_string()).collect()
    };
    let one = |n: u32| row([n, 0, 0, 0, 0, 0]);
    let rows = [
        row([24, 4, 0, 0, 2, 0]), // received
        one(2),                   // carried in
        row([9, 2, 0, 0, 0, 0]),  // granted
        row([3, 1, 0, 0, 0, 0]),  // granted in part
        one(1),                   // denied: eight rows
        one(0),
        one(0),
        row([1, 0, 0, 0, 1, 0]),
        one(0),
        one(2),
        one(0),
        one(0),
        one(3), // unable: three rows
        one(2),
        row([0, 0, 0, 0, 1, 0]),
        one(2), // not processed: five rows
        one(1),
        one(0),
        one(0),
        one(0),
        one(1), // other: three rows
        one(0),
        row([0, 1, 0, 0, 0, 0]),
        row([25, 4, 0, 0, 2, 0]), // all
        one(1),                   // carried out
    ];
    model.requests = rows.to_vec();
    model.disputes = [3, 1, 0, 1, 5, 1, 0, 0, 1, 2, 1, 0, 0, 0, 1]
        .map(|n: u32| n.to_string())
        .to_vec();
    let published: [&[u32]; 6] = [&[1, 0, 4], &[6, 2, 40], &[90], &[31], &[2], &[6]];
    let texts = published.iter();
    model.published = texts
        .map(|r| r.iter().map(u32::to_string).collect())
        .collect();
    model.prose[0] = vec![
        "（一）平台建设情况。县政府网站重新编排了栏目，增加了检索入口。".into(),
        String::new(),
    ];
    model
}
