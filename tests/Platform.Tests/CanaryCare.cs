using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>How the client is treated and accompanied, and the escort examined.</summary>
sealed partial class CanaryStory
{
    async Task Treat()
    {
        await Does(this["Guide"], "registration/arrivals", new { id = Arrival, branchId = Branch.Id });
        await Does(
            this["Guide"],
            $"registration/visits/{Arrival}/comfort",
            new
            {
                id = Guid.CreateVersion7(),
                mood = "Anxious",
                note = Written.CareNote.Words,
            }
        );
        Visit = Branch.Arrives(Client);
        (await Visit.CheckIn()).Ok();
        var visit = $"registration/visits/{Visit.Id}";
        await Does(Desk, $"{visit}/complaint-in-words", new { words = Written.ChiefComplaint.Words, basis = Written.Basis.Words });
        foreach (var act in new Func<Task<Answer>>[] { Visit.Greet, Visit.Triage, Visit.Notify, Visit.Collect, Visit.CheckIdentity })
            (await act()).Ok();
        await Does(
            this["Doctor"],
            $"{visit}/plan",
            new
            {
                history = Written.History.Words,
                examination = Written.Examination.Words,
                plan = Written.Plan.Words,
            }
        );
        (await Visit.Consent()).Ok();
        await Does(
            this["Doctor"],
            $"{visit}/treatment-steps",
            new
            {
                id = Guid.CreateVersion7(),
                step = Written.Order.Words,
                observation = Written.Reaction.Words,
            }
        );
        await Does(
            this["Doctor"],
            $"{visit}/treatment",
            new
            {
                observation = Written.Observation.Words,
                diagnosisCode = "K02.9",
                noReturnNeeded = true,
                cautionsBefore = Written.CautionBefore.Words,
                cautionsDuring = Written.CautionDuring.Words,
                cautionsAfter = Written.CautionAfter.Words,
            }
        );
        foreach (var act in new Func<Task<Answer>>[] { Visit.ReturnChart, Visit.Complete, Visit.Farewell })
            (await act()).Ok();
        await Does(
            Manager,
            $"registration/clients/{Client}/chart-errors",
            new
            {
                id = Guid.CreateVersion7(),
                kind = "WrongEntry",
                finding = Written.ChartFinding.Words,
            }
        );
    }

    async Task Train()
    {
        TrainingStory training = new(Branch, this["Trainer"]);
        await training.Qualify(Escort);
        var assessment = Guid.CreateVersion7();
        (await training.Schedule(assessment, Escort.Id)).Ok();
        (await training.GradeTheory(assessment, 90)).Ok();
        await Does(
            this["Trainer"],
            $"training/assessments/{assessment}/practical",
            new
            {
                grade = 88,
                form = "Simulated",
                notes = Written.PracticalNotes.Words,
            }
        );
        await Does(
            secondTrainer,
            $"training/assessments/{assessment}/correction",
            new
            {
                id = Guid.CreateVersion7(),
                theory = 91,
                practical = 89,
                form = "Simulated",
                reason = Written.CorrectionReason.Words,
            }
        );
    }

    async Task Accompany()
    {
        var lead = this["EscortLead"];
        EscortSite site = new(Branch.Id, Agent, lead);
        await site.Until(Escort.Id, "Active");
        var soon = group.Platform.Now.AddMinutes(70);
        Engagement = site.Calls(Client, null, soon.AddTicks(-(soon.Ticks % TimeSpan.TicksPerMinute)));
        var (engagement, endsAt) = ($"escort/engagements/{Engagement.Id}", Engagement.StartsAt.AddHours(3));
        await Does(
            Agent,
            "escort/engagements",
            new
            {
                id = Engagement.Id,
                branchId = Branch.Id,
                channel = "Phone",
                clientName = Written.InquiryName.Words,
                phone = Written.InquiryPhone.Words,
                need = Written.Need.Words,
                questions = Written.Question.Words,
            }
        );
        (await Engagement.HandOver()).Ok();
        // Escort hears by an event of a client who was registered a moment ago.
        await Eventually.Sees(
            async () =>
                await lead.Post(
                    $"/api/{engagement}/need",
                    new
                    {
                        clientId = Client,
                        content = Written.Content.Words,
                        startsAt = Engagement.StartsAt,
                        endsAt,
                        place = Written.Place.Words,
                        priceTold = 300.00m,
                        currency = "CNY",
                        specialNeeds = Written.SpecialNeed.Words,
                    },
                    (await Engagement.Look()).ETag
                ),
            answer => answer.Accepted
        );
        (
            await lead.Post(
                $"/api/{engagement}/agreement",
                new
                {
                    content = Written.Agreed.Words,
                    startsAt = Engagement.StartsAt,
                    endsAt,
                    place = Written.Place.Words,
                    fee = 300.00m,
                    currency = "CNY",
                    clientSigned = true,
                },
                (await Engagement.Look()).ETag
            )
        ).Ok();
        (await Engagement.Assign(Escort)).Ok();
        await Does(
            Escort,
            $"{engagement}/preparation",
            new
            {
                basics = Written.Basics.Words,
                careNeeds = Written.Care.Words,
                history = Written.Health.Words,
            }
        );
        (await Engagement.NoteOutsideAppointment()).Ok();
        await Does(Escort, $"{engagement}/readiness", new { hospital = Written.Hospital.Words, route = Written.Route.Words });
        await Does(Escort, $"{engagement}/reconfirmation", new { startsAt = Engagement.StartsAt, place = Written.Place.Words });
        await Serve(engagement, lead);
    }

    async Task Serve(string engagement, Member lead)
    {
        await Does(Escort, $"{engagement}/start", new { place = Written.Place.Words });
        (
            await Escort.Put(
                $"/api/{engagement}/steps/Medicine",
                new { beganAt = (await Engagement.LookAsEscort()).Ok()["startedAt"].GetDateTimeOffset(), note = Written.StepNote.Words }
            )
        ).Ok();
        await Does(
            Escort,
            $"{engagement}/notes",
            new
            {
                id = Guid.CreateVersion7(),
                kind = "Observation",
                words = Written.Note.Words,
            }
        );
        await Does(
            Escort,
            $"{engagement}/alerts",
            new
            {
                id = Alert,
                kind = "SpecialNeed",
                severity = "Low",
                words = Written.Alarm.Words,
            }
        );
        await Does(lead, $"{engagement}/alerts/{Alert}/resolution", new { outcome = Written.Outcome.Words });
        await Does(
            Escort,
            $"{engagement}/end",
            new
            {
                documentsInOrder = true,
                cautionsExplained = true,
                cautions = Written.Caution.Words,
            }
        );
        (await Engagement.SettleFee()).Ok();
        await Does(
            Escort,
            $"{engagement}/report",
            new
            {
                summary = Written.Summary.Words,
                problems = Written.Problem.Words,
                clientFeedback = Written.Feedback.Words,
            }
        );
        await Does(
            Escort,
            $"{engagement}/follow-up",
            new
            {
                kind = "Praise",
                words = Written.Praise.Words,
                score = 95,
            }
        );
    }
}
