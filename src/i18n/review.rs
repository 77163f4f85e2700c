//! The review of a week in words: what a rep says of it, what moved in it, and that of a team as Markdown.

use super::Words;
use crate::domain::message::Message;
use crate::domain::sprint::{
    Figures, GoalMet, Improved, Moved, MovedDeal, ReviewRow, ReviewView, Stuck,
};
use crate::domain::text::markdown::escaped;
use crate::glyph;

impl Words {
    /// Whose review of which week: `Review Nord, 2026-W47`.
    pub fn review_title(&self, view: &ReviewView) -> String {
        let title = match &view.team {
            Some(team) => Message::new("review-title-team").with("team", team.as_str()),
            None => Message::new("review-title"),
        };
        self.say(&title.with("week", view.week.name.as_str()))
    }

    /// `5 of 7 goals met`, of the weeks that are closed.
    pub fn review_goals(&self, view: &ReviewView) -> String {
        let closed = view.closed().count();
        if closed == 0 {
            return self.text("review-goals-none");
        }
        let met = view
            .closed()
            .filter(|it| it.goal_met == Some(GoalMet::Met))
            .count();
        let said = Message::new("review-goals").with("met", met);
        self.say(&said.with("closed", closed))
    }

    /// `3 deals, € 48k`
    pub fn review_deals(&self, moved: &Moved) -> String {
        if moved.deals.is_empty() {
            return self.text("review-no-deal");
        }
        let said = Message::new("review-deals").with("count", moved.deals.len());
        self.say(&said.with("value", self.measure_short(&moved.value)))
    }

    /// `won 3 deals, € 48k`
    pub fn review_won(&self, moved: &Moved) -> String {
        self.say(&Message::new("review-won").with("deals", self.review_deals(moved)))
    }

    /// `moved on 3 deals, € 48k`
    pub fn review_moved(&self, moved: &Moved) -> String {
        self.say(&Message::new("review-moved").with("deals", self.review_deals(moved)))
    }

    /// A deal: `Acme, € 12k`, `Fjord → Propose, € 31k`.
    pub fn review_deal(&self, deal: &MovedDeal) -> String {
        let stage = deal.stage.as_ref();
        let came = stage.map(|stage| [" ", glyph::TO, " ", stage].concat());
        let named = [deal.deal.as_str(), &came.unwrap_or_default()].concat();
        match deal.amount {
            // The amount and its currency stay on one line.
            Some(amount) => {
                let amount = self.money_short(amount).replace(' ', glyph::BLANK);
                [named, amount].join(", ")
            }
            None => named,
        }
    }

    /// `planned 14, done 9 (64 %)`
    pub fn review_figures(&self, figures: &Figures) -> String {
        let said = Message::new("review-figures")
            .with("planned", figures.planned)
            .with("done", figures.planned_done)
            .with("share", self.percent(figures.completion()));
        self.say(&said)
    }

    /// What goes undone from week to week: `Sort the leads, carried 3×`.
    pub fn review_stuck(&self, item: &Stuck) -> String {
        let kind = self.text(&["activity-", &item.kind.code().replace('_', "-")].concat());
        let name = item.name.clone().unwrap_or(kind);
        let said = Message::new("review-stuck").with("name", name);
        self.say(&said.with("count", item.carries))
    }

    /// What somebody says of their week, a line each; what they did not say has none.
    pub fn review_said(&self, row: &ReviewRow) -> Vec<String> {
        let improvement = row.improvement.as_ref();
        self.said(
            (row.goal_met, row.goal.as_deref()),
            [&row.keep, &row.change, &row.attempt],
            improvement.filter(|it| it.kind.is_told()),
        )
    }

    /// The same of a week that is looked at: its goal stands above it.
    pub fn week_said(
        &self,
        goal_met: Option<GoalMet>,
        texts: [&Option<String>; 3],
        improvement: Option<&Improved>,
    ) -> Vec<String> {
        self.said((goal_met, None), texts, improvement)
    }

    fn said(
        &self,
        (goal_met, goal): (Option<GoalMet>, Option<&str>),
        texts: [&Option<String>; 3],
        improvement: Option<&Improved>,
    ) -> Vec<String> {
        let keys = ["review-keep", "review-change", "review-attempt"];
        let texts = keys.into_iter().zip(texts.map(Option::as_deref));
        let improvement = improvement.map(|it| it.subject.as_str());
        let texts = texts.chain([("review-improvement", improvement)]);
        let texts = texts.filter_map(|(key, said)| Some(Message::new(key).with("text", said?)));
        let verdict = match (goal_met, goal) {
            (Some(GoalMet::Met), Some(_)) => Some("review-goal-met"),
            (Some(GoalMet::Met), None) => Some("review-met"),
            (Some(GoalMet::Missed), Some(_)) => Some("review-goal-missed"),
            (Some(GoalMet::Missed), None) => Some("review-missed"),
            (None, Some(_)) => Some("sprint-goal"),
            (None, None) => None,
        };
        let goal = goal.unwrap_or_default();
        let verdict = verdict.map(|key| Message::new(key).with("goal", goal));
        let lines = verdict.into_iter().chain(texts);
        lines.map(|message| self.say(&message)).collect()
    }

    /// What concerns all of them, a line each.
    pub fn review_sums(&self, view: &ReviewView) -> Vec<String> {
        let mut lines = vec![
            self.review_goals(view),
            self.review_won(&view.won),
            self.review_moved(&view.moved),
            self.review_figures(&view.figures),
        ];
        lines.extend(self.review_open(view));
        lines
    }

    /// Whose weeks are still open, if some are: `still open: Mila, Sander`.
    pub fn review_open(&self, view: &ReviewView) -> Option<String> {
        let names: Vec<&str> = view.open().map(|it| it.rep.as_str()).collect();
        let said = Message::new("review-open").with("names", names.join(", "));
        (!names.is_empty()).then(|| self.say(&said))
    }

    /// What is told of each rep in a part of the team's review, with whose it is.
    pub fn review_part(&self, view: &ReviewView, part: Part) -> Vec<String> {
        let mut lines = Vec::new();
        for row in &view.rows {
            let own: Vec<String> = match part {
                Part::Won => row
                    .won
                    .deals
                    .iter()
                    .map(|it| self.review_deal(it))
                    .collect(),
                Part::Moved => row
                    .moved
                    .deals
                    .iter()
                    .map(|it| self.review_deal(it))
                    .collect(),
                Part::Stuck => row.stuck.iter().map(|it| self.review_stuck(it)).collect(),
                Part::Improvements => {
                    let told = row.improvement.iter().filter(|it| it.kind.is_told());
                    told.map(|it| it.subject.clone()).collect()
                }
            };
            let said = |what: String| {
                let message = Message::new("review-of").with("rep", row.rep.as_str());
                self.say(&message.with("what", what))
            };
            lines.extend(own.into_iter().map(said));
        }
        lines
    }

    /// The team's review as Markdown, for a file, a chat or the clipboard. Nothing in the records is markup in it.
    pub fn review_markdown(&self, view: &ReviewView) -> String {
        let mut lines = vec![["# ", &escaped(&self.review_title(view))].concat()];
        lines.push(String::new());
        lines.extend(self.review_sums(view).iter().map(|it| bullet(it)));
        for part in Part::ALL {
            let told = self.review_part(view, part);
            if told.is_empty() {
                continue;
            }
            lines.push(String::new());
            lines.push(["## ", &escaped(&self.text(part.title()))].concat());
            lines.push(String::new());
            lines.extend(told.iter().map(|it| bullet(it)));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// The reviews of everyone as a part of a report: what all of them come to, then each with what they say of their week.
    pub fn review_section(&self, view: &ReviewView) -> String {
        let mut lines = vec![
            ["## ", &self.text("review-section")].concat(),
            String::new(),
        ];
        if view.rows.len() > 1 {
            lines.extend(self.review_sums(view).iter().map(|it| bullet(it)));
            lines.push(String::new());
        }
        for row in &view.rows {
            if row.state.is_none() && row.won.deals.is_empty() && row.moved.deals.is_empty() {
                continue;
            }
            lines.push(["### ", &escaped(&row.rep)].concat());
            lines.push(String::new());
            lines.extend(self.review_said(row).iter().map(|it| bullet(it)));
            let deals = [
                (self.review_won(&row.won), &row.won),
                (self.review_moved(&row.moved), &row.moved),
            ];
            for (said, moved) in deals {
                lines.push(bullet(&said));
                let deals = moved.deals.iter().map(|it| self.review_deal(it));
                lines.extend(deals.map(|it| ["  ", &bullet(&it)].concat()));
            }
            lines.push(String::new());
        }
        lines.join("\n")
    }
}

/// A part of the team's review that names people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What was won.
    Won,
    /// What came forward.
    Moved,
    /// What goes undone from week to week.
    Stuck,
    /// What each does otherwise.
    Improvements,
}

impl Part {
    /// Every part, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Won, Self::Moved, Self::Stuck, Self::Improvements];

    /// Whether it tells anything of somebody.
    pub fn tells_of(self, row: &ReviewRow) -> bool {
        let improvement = row.improvement.as_ref();
        match self {
            Self::Won => !row.won.deals.is_empty(),
            Self::Moved => !row.moved.deals.is_empty(),
            Self::Stuck => !row.stuck.is_empty(),
            Self::Improvements => improvement.is_some_and(|it| it.kind.is_told()),
        }
    }

    /// The message of what it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Won => "review-part-won",
            Self::Moved => "review-part-moved",
            Self::Stuck => "review-part-stuck",
            Self::Improvements => "review-part-improvements",
        }
    }
}

fn bullet(said: &str) -> String {
    ["- ", &escaped(said)].concat()
}
