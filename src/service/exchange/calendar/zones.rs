//! Time zones by the names that calendars give them.

use crate::domain::calendar::TimeZone;

/// Names of one vendor's zones, without the ` Standard Time` at their end, and a place on the same clocks.
const VENDORS: &[(&str, &str)] = &[
    ("AUS Eastern", "Australia/Sydney"),
    ("Atlantic", "America/Halifax"),
    ("Arabian", "Asia/Dubai"),
    ("Central", "America/Chicago"),
    ("Central Europe", "Europe/Budapest"),
    ("Central European", "Europe/Warsaw"),
    ("China", "Asia/Shanghai"),
    ("E. South America", "America/Sao_Paulo"),
    ("Eastern", "America/New_York"),
    ("Egypt", "Africa/Cairo"),
    ("FLE", "Europe/Kiev"),
    ("GMT", "Europe/London"),
    ("GTB", "Europe/Bucharest"),
    ("Greenwich", "Atlantic/Reykjavik"),
    ("India", "Asia/Kolkata"),
    ("Israel", "Asia/Jerusalem"),
    ("Korea", "Asia/Seoul"),
    ("Mountain", "America/Denver"),
    ("New Zealand", "Pacific/Auckland"),
    ("Pacific", "America/Los_Angeles"),
    ("Romance", "Europe/Paris"),
    ("Russian", "Europe/Moscow"),
    ("Singapore", "Asia/Singapore"),
    ("South Africa", "Africa/Johannesburg"),
    ("Tokyo", "Asia/Tokyo"),
    ("Turkey", "Europe/Istanbul"),
    ("W. Europe", "Europe/Berlin"),
];

/// The zone of a name; some write `/vendor/Europe/Berlin`, one `W. Europe Standard Time`.
pub(super) fn zone(name: &str) -> Option<TimeZone> {
    let parts: Vec<&str> = name.split('/').collect();
    let mut ends = (0..parts.len()).filter_map(|from| parts.get(from..));
    let of_vendor = || {
        let short = name.strip_suffix(" Standard Time")?;
        let (_, place) = VENDORS.iter().find(|(vendor, _)| *vendor == short)?;
        TimeZone::from_name(place)
    };
    ends.find_map(|end| TimeZone::from_name(&end.join("/")))
        .or_else(of_vendor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_one() {
        for (vendor, place) in VENDORS {
            let found = zone(&[vendor, " Standard Time"].concat()).map(TimeZone::name);
            assert_eq!(found, Some(*place));
        }
    }
}
