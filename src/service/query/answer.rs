//! Which view answers a question.

use super::{Query, View};
use crate::clock::Clock;
use crate::domain::command::Actor;
use crate::service::Result;
use crate::service::run::remark;
use crate::service::view::{
    access, band, behind, board, changes, compare, credit, deal, deals, explain, journal, jump,
    kpis, list, log, members, party, person, pipeline, plan, record, replan, review, roster, shown,
    sprints, staffing, standing, standup, team, times, today, week,
};
use crate::store::sql::Db;

#[expect(clippy::too_many_lines, reason = "one arm a question")]
pub(in crate::service) fn ask(db: &Db, clock: Clock, actor: &Actor, query: &Query) -> Result<View> {
    // One state of the data for everything in an answer: its parts add up.
    db.read(|| match query {
        Query::Pipeline {
            who,
            period,
            today,
            group,
        } => pipeline::load(db, who, period, *today, *group).map(View::Pipeline),
        Query::Kpis { who, period, today } => kpis::load(db, who, period, *today).map(View::Kpis),
        Query::Roster { today } => roster::load(db, *today).map(View::Roster),
        Query::Standing { who, today } => {
            standing::load(db, who, *today).map(|view| View::Standing(Box::new(view)))
        }
        Query::Board {
            who,
            filter,
            period,
            today,
        } => board::load(db, actor, who, filter, period, *today).map(View::Board),
        Query::Deals {
            who,
            filter,
            period,
            stage_id,
            sort,
            page,
            limit,
            today,
        } => {
            let asked = deals::Asked {
                who,
                filter,
                period,
                stage_id: *stage_id,
                sort: *sort,
                page,
                limit: *limit,
                today: *today,
            };
            deals::load(db, actor, &asked).map(View::Deals)
        }
        Query::List {
            filter,
            sort,
            limit,
            today,
        } => list::load(db, actor, filter, *sort, *limit, *today).map(View::List),
        Query::Deal { id, today } => {
            deal::load(db, *id, *today).map(|view| View::Deal(Box::new(view)))
        }
        Query::Band { id, today } => {
            band::load(db, *id, *today).map(|view| View::Band(Box::new(view)))
        }
        Query::Split { id, today } => {
            credit::split(db, *id, *today).map(|view| View::Split(Box::new(view)))
        }
        Query::Credit { who, period, today } => {
            credit::load(db, who, period, *today).map(|view| View::Credit(Box::new(view)))
        }
        Query::Shown { kind, id } => {
            shown::load(db, *kind, *id).map(|view| View::Shown(Box::new(view)))
        }
        Query::Compare { who, period, today } => {
            compare::load(db, who, period, *today).map(|view| View::Compare(Box::new(view)))
        }
        Query::Behind {
            kpi,
            whose,
            period,
            page,
            limit,
            today,
        } => {
            let asked = behind::Asked {
                kpi,
                whose,
                period,
                page,
                limit: *limit,
                today: *today,
            };
            behind::load(db, &asked).map(View::Behind)
        }
        Query::Explain {
            kpi,
            whose,
            period,
            today,
        } => {
            explain::load(db, kpi, whose, period, *today).map(|view| View::Explain(Box::new(view)))
        }
        Query::Today { who, today } => {
            today::load(db, actor, who, *today).map(|view| View::Today(Box::new(view)))
        }
        Query::Needs { who, today } => today::needs(db, who, *today).map(View::Needs),
        Query::Changes {
            who,
            since,
            period,
            limit,
            today,
        } => {
            let asked = changes::Asked {
                who,
                since: *since,
                period,
                limit: *limit,
                today: *today,
                clock,
            };
            changes::load(db, &asked).map(|view| View::Changes(Box::new(view)))
        }
        Query::Jump { typed } => jump::load(db, typed).map(View::Jump),
        Query::Record { kind, id } => {
            let view = record::load(db, *kind, *id)?;
            Ok(View::Record(Box::new(view)))
        }
        Query::Records { kind, deal_id } => {
            let deal_id = deal_id.map(|id| id.0);
            record::rows(db, *kind, deal_id).map(View::Records)
        }
        Query::Remarks(command) => remark::on(db, command).map(View::Remarks),
        Query::Party { kind, id, today } => party::load(db, *kind, *id, *today).map(View::Party),
        Query::Model { who, today } => {
            let view = team::model::load(db, who, *today)?;
            Ok(View::Model(Box::new(view)))
        }
        Query::Border { id, to, today } => {
            let view = team::model::border(db, *id, *to, *today)?;
            Ok(View::Border(Box::new(view)))
        }
        Query::Person {
            rep_id,
            period,
            today,
        } => {
            let view = person::load(db, *rep_id, period, *today)?;
            Ok(View::Person(Box::new(view)))
        }
        Query::Log(asked) => log::load(db, asked).map(View::Log),
        Query::Entry { seq } => journal::load(db, *seq).map(|view| View::Entry(Box::new(view))),
        Query::Week {
            rep_id,
            week_on,
            today,
        } => week::load(db, *rep_id, *week_on, *today).map(|view| View::Week(Box::new(view))),
        Query::Access {
            rep_id,
            object,
            id,
            today,
        } => {
            let view = access::load(db, *rep_id, (*object, *id), *today)?;
            Ok(View::Access(Box::new(view)))
        }
        Query::Standup { who, today } => {
            standup::load(db, who, *today).map(|view| View::Standup(Box::new(view)))
        }
        Query::TeamWeek {
            who,
            week_on,
            today,
        } => {
            let view = week::of_team(db, who, *week_on, *today)?;
            Ok(View::TeamWeek(Box::new(view)))
        }
        Query::Review {
            who,
            week_on,
            today,
        } => {
            let view = review::load(db, who, *week_on, *today)?;
            Ok(View::Review(Box::new(view)))
        }
        Query::Plan {
            rep_id,
            week_on,
            today,
        } => {
            let week_on = match week_on {
                Some(day) => day.monday(),
                None => plan::week_now(db, clock, *today)?,
            };
            let view = plan::load(db, *rep_id, week_on, *today)?;
            Ok(View::Plan(Box::new(view)))
        }
        Query::Replan {
            rep_id,
            about,
            today,
        } => {
            let view = replan::load(db, *rep_id, about, *today)?;
            Ok(View::Replan(Box::new(view)))
        }
        Query::Times { who, from, today } => {
            let view = times::load(db, who, *from, (clock, *today))?;
            Ok(View::Times(Box::new(view)))
        }
        Query::Staffing {
            staffed,
            who,
            filter,
            page,
            limit,
            today,
        } => {
            let asked = staffing::Asked {
                staffed: *staffed,
                who,
                filter,
                page,
                limit: *limit,
                today: *today,
            };
            staffing::load(db, actor, &asked).map(|view| View::Staffing(Box::new(view)))
        }
        Query::Gaps { who, filter, today } => {
            staffing::gaps(db, actor, who, filter, *today).map(View::Gaps)
        }
        Query::Account { id, today } => {
            team::accounts::load(db, *id, *today).map(|view| View::Account(Box::new(view)))
        }
        Query::Granted { who, limit, today } => {
            team::granted::load(db, who, *limit, *today).map(|view| View::Granted(Box::new(view)))
        }
        Query::Fits { of, role_id, today } => {
            staffing::fits::load(db, *of, *role_id, *today).map(|view| View::Fits(Box::new(view)))
        }
        Query::Team { of, today } => {
            let view = members::load(db, *of, *today)?;
            Ok(View::Team(Box::new(view)))
        }
        Query::Sprints { who, period, today } => {
            let view = sprints::load(db, who, period, *today)?;
            Ok(View::Sprints(Box::new(view)))
        }
        Query::Roles { who, today } => {
            let view = team::roles::load(db, who, *today)?;
            Ok(View::Roles(Box::new(view)))
        }
        Query::Seats {
            rep_id,
            role_id,
            today,
        } => {
            let view = team::seats::load(db, (*rep_id, *role_id), *today)?;
            Ok(View::Seats(Box::new(view)))
        }
        Query::Defaults { who, today } => {
            let view = team::defaults::load(db, who, *today)?;
            Ok(View::Defaults(Box::new(view)))
        }
        Query::Operations { who, today } => {
            let view = team::operations::load(db, who, *today)?;
            Ok(View::Operations(Box::new(view)))
        }
    })
}
