//! The theme for colour-blind eyes: what means different things looks different to those who see two kinds of colour.

use quarterdeck::tui::theme::{Depth, Theme, ThemeChoice};
use ratatui::style::{Color, Style};

/// Light of three colours, each from 0 to 1.
type Light = [f64; 3];

/// How light looks without one kind of cone: Machado, Oliveira and Fernandes 2009, in full severity.
const SIGHTS: [(&str, [Light; 3]); 4] = [
    (
        "of three",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "no red",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "no green",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "no blue",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// Colours that are this far apart (CIE 1976) are never taken for one another.
const APART_MIN: f64 = 25.0;

fn light(style: Style) -> Light {
    let Some(Color::Rgb(r, g, b)) = style.fg else {
        panic!("{style:?} has no colour of its own");
    };
    [r, g, b].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn times(matrix: &[Light; 3], light: Light) -> Light {
    matrix.map(|row| {
        row.iter()
            .zip(light)
            .map(|(a, b)| a * b)
            .sum::<f64>()
            .clamp(0.0, 1.0)
    })
}

/// CIE L*a*b*, white being D65.
fn lab(light: Light) -> Light {
    let [x, y, z] = times(
        &[
            [0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505],
            [0.2126, 0.7152, 0.0722],
            [0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089],
        ],
        light,
    )
    .map(|part| {
        if part > 0.008_856 {
            part.cbrt()
        } else {
            7.787 * part + 16.0 / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn nearest(styles: &[Style], sight: &[Light; 3]) -> f64 {
    let seen: Vec<_> = styles
        .iter()
        .map(|it| lab(times(sight, light(*it))))
        .collect();
    let pairs = seen
        .iter()
        .enumerate()
        .flat_map(|(at, a)| seen[..at].iter().map(move |b| (a, b)));
    let apart = pairs.map(|(a, b)| {
        let squares = a.iter().zip(b).map(|(a, b)| (a - b).powi(2));
        squares.sum::<f64>().sqrt()
    });
    apart.fold(f64::INFINITY, f64::min)
}

#[test]
fn states_and_series_differ_with_every_kind_of_sight() {
    let choice = ThemeChoice::of_name("colorblind").expect("the theme");
    let theme = Theme::choose(choice, None, Depth::TrueColor);
    for (name, sight) in &SIGHTS {
        for styles in [
            &[theme.good, theme.warn, theme.bad, theme.accent][..],
            &theme.series,
        ] {
            let found = nearest(styles, sight);
            assert!(found >= APART_MIN, "{name}: {found:.1}");
        }
    }
    // The test can fail: the theme for everyone does not go as far.
    let dark = Theme::dark();
    let found = nearest(&[dark.good, dark.bad], &SIGHTS[1].1);
    assert!(found < APART_MIN, "{found:.1}");
}
