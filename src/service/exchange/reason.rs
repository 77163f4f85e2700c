//! Why a file or a row was not taken, and what was noticed on the way: the codes of the import report.

use crate::domain::codes;
use crate::domain::written::NumberFault;

codes! {
    /// Why a row or a file is rejected. The code is the `reason` of the JSON report and of the rejects file.
    Reason {
        /// No header at all.
        EmptyFile => "empty_file",
        /// A zip, an image, a spreadsheet: not text.
        NotText => "not_text",
        /// Bytes that are not UTF-8, and no encoding was named.
        InvalidUtf8 => "invalid_utf8",
        /// Every other byte is NUL, and there is no byte-order mark.
        Utf16WithoutBom => "utf16_without_bom",
        /// Larger than an import may be.
        FileTooLarge => "file_too_large",
        /// More records than an import may have.
        TooManyRows => "too_many_rows",
        /// No mapping knows these headers, or a column the mapping needs is missing.
        MissingHeader => "missing_header",
        /// A mapping knows what the file is, and nothing of it is read.
        NotRead => "not_read",
        /// A list of rows that an earlier import refused.
        RejectsFile => "rejects_file",
        /// More than one shipped mapping fits these headers equally well.
        AmbiguousMapping => "ambiguous_mapping",
        /// Two columns fold to one name.
        DuplicateHeader => "duplicate_header",
        /// More columns than an import may have.
        TooManyColumns => "too_many_columns",
        /// The file ends inside a quoted field.
        UnterminatedQuote => "unterminated_quote",
        /// A calendar with a line that is none of one, or without its end.
        BrokenCalendar => "broken_calendar",
        /// More or fewer fields than the header.
        FieldCount => "field_count",
        /// A C0 character (but tab and line feed in long text), DEL or C1.
        ControlCharacter => "control_character",
        /// A character that reorders the text around it.
        BidiControl => "bidi_control",
        /// More than eight marks on one base.
        ExcessiveCombining => "excessive_combining",
        /// Longer than its field may be.
        FieldTooLong => "field_too_long",
        /// The same id stood earlier in this file.
        DuplicateInFile => "duplicate_in_file",
        /// No such day.
        InvalidDate => "invalid_date",
        /// Two days are possible.
        AmbiguousDate => "ambiguous_date",
        /// A day before 1990 or after 2099.
        DateOutOfRange => "date_out_of_range",
        /// One separator followed by exactly three digits.
        AmbiguousNumber => "ambiguous_number",
        /// Not a plain decimal.
        NotANumber => "not_a_number",
        /// Over 999,999,999,999.99.
        NumberOutOfRange => "number_out_of_range",
        /// A share or a probability below 0 % or above 100 %.
        ShareOutOfRange => "share_out_of_range",
        /// More decimals than the currency has.
        TooManyDecimals => "too_many_decimals",
        /// Hours in a column of minutes, such as `1.5`.
        InvalidDuration => "invalid_duration",
        /// An amount below zero.
        NegativeAmount => "negative_amount",
        /// The symbol in the amount is not the row's currency.
        CurrencyConflict => "currency_conflict",
        /// Not an active ISO 4217 code.
        UnknownCurrency => "unknown_currency",
        /// A symbol that several currencies share.
        AmbiguousCurrency => "ambiguous_currency",
        /// An amount without a currency.
        MissingCurrency => "missing_currency",
        /// A required field is empty.
        MissingValue => "missing_value",
        /// A value that is not one of the field's choices.
        UnknownValue => "unknown_value",
        /// A name that several records share.
        AmbiguousReference => "ambiguous_reference",
        /// The record that a field names does not exist, by field: no such owner.
        UnknownOwner => "unknown_owner",
        /// No such stage.
        UnknownStage => "unknown_stage",
        /// No such account.
        UnknownAccount => "unknown_account",
        /// No such contact.
        UnknownContact => "unknown_contact",
        /// No such product.
        UnknownProduct => "unknown_product",
        /// No such deal.
        UnknownDeal => "unknown_deal",
        /// No such rep.
        UnknownRep => "unknown_rep",
        /// No such team.
        UnknownTeam => "unknown_team",
        /// No such office.
        UnknownOffice => "unknown_office",
        /// No such role.
        UnknownRole => "unknown_role",
        /// The shares of a deal's revenue do not total 100 %, or leave out its owner.
        SharesNotWhole => "shares_not_whole",
        /// Another row of the same deal was refused, and shares of one kind come together.
        SharesTogether => "shares_together",
        /// The same person has another share of the same kind of the deal in the file.
        SharesTwice => "shares_twice",
        /// The record breaks a rule of the team's data.
        RuleBroken => "rule_broken",
        /// It is not for whoever imports to change.
        NotAllowed => "not_allowed",
    }
}

impl Reason {
    /// Whether a record that is named is not here.
    pub fn is_unknown_record(self) -> bool {
        matches!(
            self,
            Self::UnknownOwner
                | Self::UnknownRep
                | Self::UnknownAccount
                | Self::UnknownContact
                | Self::UnknownDeal
        )
    }
}

impl From<NumberFault> for Reason {
    fn from(fault: NumberFault) -> Self {
        match fault {
            NumberFault::NotANumber => Self::NotANumber,
            NumberFault::Ambiguous => Self::AmbiguousNumber,
            NumberFault::OutOfRange => Self::NumberOutOfRange,
            NumberFault::TooManyDecimals => Self::TooManyDecimals,
            NumberFault::MissingCurrency => Self::MissingCurrency,
            NumberFault::UnknownCurrency => Self::UnknownCurrency,
            NumberFault::AmbiguousCurrency => Self::AmbiguousCurrency,
            NumberFault::CurrencyConflict => Self::CurrencyConflict,
        }
    }
}

codes! {
    /// What an import changed or noticed without refusing the row.
    Warning {
        /// A column that no field of the mapping uses.
        UnknownColumn => "unknown_column",
        /// Characters that nobody can see were removed.
        InvisibleRemoved => "invisible_removed",
        /// Control characters were removed, as asked.
        ControlRemoved => "control_removed",
        /// A time of day was dropped from a date.
        TimeDropped => "time_dropped",
        /// An event of a calendar that Quarterdeck wrote itself: it is here already.
        OwnEvent => "own_event",
        /// An event of a week that is over.
        EventPassed => "event_passed",
        /// An event that repeats: only the one that it names itself.
        TakenOnce => "taken_once",
        /// An event that repeats and began in a week that is over: none of it is read.
        NotTaken => "not_taken",
        /// An event that is private: when somebody is busy, and not what with.
        Private => "private",
        /// A holiday or an absence that was called off.
        CalledOff => "called_off",
        /// A time on clocks that nobody knows, taken as one of the team's.
        ZoneUnknown => "zone_unknown",
        /// A row that its mapping leaves out, such as one that is deleted at its source.
        Omitted => "omitted",
        /// A role that nobody here knew was made.
        RoleMade => "role_made",
    }
}
