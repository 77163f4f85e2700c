//! Which seats somebody should be in, and who is: what is called for on deals and accounts, gaps first.

use super::band::{CALLS, Cause};
use super::id::{RepId, RoleId};
use super::team::Function;

codes! {
    /// Why a seat is to be taken that nobody is in, the most pressing first.
    Call {
        /// It needs a band, and nobody explains the product.
        Complex => "complex",
        /// Its owner does not know a product on it, and nobody explains that.
        Unskilled => "unskilled",
        /// It stands still, and nobody stands behind it.
        Stalled => "stalled",
        /// Nobody owns it, or whoever did has left.
        NoOwner => "no_owner",
    }
}

impl Call {
    /// What calls, where it is not the owner who is missing.
    pub const fn cause(self) -> Option<Cause> {
        match self {
            Self::Complex => Some(Cause::Complex),
            Self::Unskilled => Some(Cause::Unskilled),
            Self::Stalled => Some(Cause::Stalled),
            Self::NoOwner => None,
        }
    }

    /// Whose seat it is: that of the people of a function; `None` is the owner's.
    pub fn function(self) -> Option<Function> {
        let mut calls = CALLS.iter();
        calls.find(|it| Some(it.0) == self.cause()).map(|it| it.1)
    }
}

/// Somebody on a team, and their seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub rep_id: RepId,
    /// Which seat; somebody without one is on the team all the same.
    pub role_id: Option<RoleId>,
}

/// Who sits where: rows of members say so. Whom no row gives a seat sits in the usual one, that of their function; the
/// owner belongs without a row, before all others.
pub fn seats(
    members: &[Seat],
    owner_id: Option<RepId>,
    usual: impl Fn(RepId) -> Option<RoleId>,
) -> Vec<Seat> {
    let is_owner = |it: &&Seat| Some(it.rep_id) == owner_id;
    let own = owner_id.map(|rep_id| Seat {
        rep_id,
        role_id: members.iter().find(is_owner).and_then(|it| it.role_id),
    });
    let others = members.iter().filter(|it| !is_owner(it)).copied();
    let all = own.into_iter().chain(others);
    all.map(|it| Seat {
        role_id: it.role_id.or_else(|| usual(it.rep_id)),
        ..it
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_calls_a_band_calls_here() {
        let causes = Call::ALL.iter().filter_map(|it| it.cause());
        assert_eq!(causes.collect::<Vec<_>>(), Cause::ALL);
    }

    fn seat(rep: i64, role: Option<i64>) -> Seat {
        Seat {
            rep_id: RepId(rep),
            role_id: role.map(RoleId),
        }
    }

    #[test]
    fn the_owner_belongs_and_whom_nobody_gave_a_seat_sits_in_their_usual_one() {
        let usual = |rep_id: RepId| (rep_id == RepId(1)).then_some(RoleId(7));
        let of = |members: &[Seat]| seats(members, Some(RepId(1)), usual);
        assert_eq!(of(&[]), [seat(1, Some(7))]);
        let two = [seat(2, Some(3)), seat(1, None)];
        assert_eq!(of(&two), [seat(1, Some(7)), seat(2, Some(3))]);
        assert_eq!(of(&[seat(1, Some(3))]), [seat(1, Some(3))], "a row says it");
        let nobody = seats(&[seat(2, None), seat(1, None)], None, usual);
        assert_eq!(nobody, [seat(2, None), seat(1, Some(7))]);
    }
}
