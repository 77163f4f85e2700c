//! Days as spreadsheets count them.

use crate::domain::calendar::Day;

use super::date::ReadDay;
use super::reason::Reason;

/// The day that Excel counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExcelEpoch {
    /// Serial 1 is 1900-01-01, and 60 is a 29 February that never was.
    Y1900,
    /// Serial 0 is 1904-01-01.
    Y1904,
}

impl ExcelEpoch {
    /// The epoch that a mapping or an option names.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "1900" => Some(Self::Y1900),
            "1904" => Some(Self::Y1904),
            _ => None,
        }
    }

    /// The day of a serial number; `None` for the day that never was, and for none at all.
    fn day(self, serial: u32) -> Option<Day> {
        let serial = i64::from(serial);
        let (before_first, shift) = match (self, serial) {
            (Self::Y1900, 0 | 60) => return None,
            (Self::Y1900, 1..60) => (Day::new(1899, 12, 31)?, serial),
            (Self::Y1900, _) => (Day::new(1899, 12, 30)?, serial),
            (Self::Y1904, _) => (Day::new(1904, 1, 1)?, serial),
        };
        // Year 9999 is the last that Excel knows; the range is for the caller to check.
        Some(before_first.plus_days(shift.min(3_000_000)))
    }
}

/// The day and time of a serial number, if serial numbers were asked for.
pub(super) fn read_serial(
    days: Option<u32>,
    minutes: Option<u32>,
    excel: Option<ExcelEpoch>,
) -> Result<ReadDay, Reason> {
    let epoch = excel.ok_or(Reason::AmbiguousDate)?;
    let days = days.ok_or(Reason::DateOutOfRange)?;
    let day = epoch.day(days).ok_or(Reason::InvalidDate)?;
    let time = minutes.map(|minutes| (minutes / 60, minutes % 60));
    Ok(ReadDay { day, time })
}
