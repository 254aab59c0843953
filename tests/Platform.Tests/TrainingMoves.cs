using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>The way to a certificate and an assessment, step by step.</summary>
static class TrainingMoves
{
    /// <summary>The steps, each with the moves that are wrong before and after it.</summary>
    public static IReadOnlyList<RightMove> Steps(InvalidRequestCast cast, Guid session, Guid exam, Guid later)
    {
        var (trainer, escort, sessions) = (cast.Trainer, cast.Escort.Id, TrainingStory.EscortTopics);
        var to = cast.Platform.Now.AddDays(-1);
        var plan = new
        {
            id = session,
            branchId = cast.Company.Id,
            kind = "Onboarding",
            topicCode = sessions[0],
            from = to.AddHours(-8),
            to,
        };
        var certificate = new { employeeId = escort };
        return
        [
            Of("planning", "sessions", plan) with
            {
                TwoAhead = "not-ready-for-exam",
                Otherwise = (plan with { topicCode = sessions[1] }, "id-taken"),
                Wrong =
                [
                    ("a certificate for nothing", () => cast.Training.IssueCertificate(escort), "onboarding-incomplete"),
                    ("the own certificate", () => cast.Training.IssueCertificate(trainer.Id), "own-certificate"),
                ],
            },
            Of("attendance", $"sessions/{session}/completion", Attended(escort)) with
            {
                TwoAhead = "not-found",
                Otherwise = (Attended(cast.OtherEscort.Id), "already-recorded"),
                Wrong =
                [
                    (
                        "the own attendance",
                        () => trainer.Post($"/api/training/sessions/{session}/completion", Attended(trainer.Id)),
                        "own-attendance"
                    ),
                    ("more hours than it had", () => cast.Training.CompleteSession(session, 9, escort), "hours-impossible"),
                    ("another time without a version", () => Reschedule(null), "if-match-required"),
                    ("another time with a stale version", () => Reschedule("\"0\""), "stale"),
                ],
            },
            Of("the exam", "assessments", Exam(exam, escort, "Onboarding", to)) with
            {
                Before = async () =>
                {
                    foreach (var (at, topic) in sessions.Index().Skip(1))
                    {
                        var id = Guid.CreateVersion7();
                        (await cast.Training.PlanSession(id, topic, 1 + at)).Ok();
                        (await cast.Training.CompleteSession(id, 8, escort)).Ok();
                    }
                },
                TwoAhead = "not-found",
                Wrong =
                [
                    (
                        "an own exam",
                        () => trainer.Post("/api/training/assessments", Exam(Guid.CreateVersion7(), trainer.Id, "Combined", to)),
                        "own-exam"
                    ),
                ],
            },
            Graded(exam, 86) with
            {
                TwoAhead = "onboarding-incomplete",
                Wrong = [("practice before theory", () => cast.Training.GradePractical(exam, 88), "assessment-step-out-of-order")],
            },
            Practised(exam, 88) with
            {
                TwoAhead = "onboarding-first",
            },
            Of("the certificate", "certificates", certificate) with
            {
                TwoAhead = "not-found",
            },
            Of("an assessment", "assessments", Exam(later, escort, "Combined", to)) with
            {
                TwoAhead = "not-found",
                Wrong =
                [
                    (
                        "the onboarding again",
                        () => trainer.Post("/api/training/assessments", Exam(Guid.CreateVersion7(), escort, "Onboarding", to)),
                        "onboarding-complete"
                    ),
                ],
            },
            Graded(later, 41),
            Practised(later, 62) with
            {
                Wrong =
                [
                    (
                        "a second one while it is open",
                        () => trainer.Post("/api/training/assessments", Exam(Guid.CreateVersion7(), escort, "Combined", to)),
                        "assessment-open"
                    ),
                ],
            },
        ];

        RightMove Of(string name, string path, object body) =>
            new(name, trainer, $"training/{path}", body) { Elsewhere = cast.Other.Trainer, Unentitled = cast.Clerk };
        RightMove Graded(Guid of, decimal score) =>
            Of("theory", $"assessments/{of}/theory", new { score }) with
            {
                Otherwise = (new { score = 100 }, "already-recorded"),
            };
        RightMove Practised(Guid of, decimal grade) =>
            Of("practice", $"assessments/{of}/practical", new { grade, form = "Simulated" }) with
            {
                Otherwise = (new { grade = 100, form = "Simulated" }, "already-recorded"),
            };
        Task<Answer> Reschedule(string? ifMatch) =>
            trainer.Put($"/api/training/sessions/{session}/time", new { from = to.AddHours(-9), to = to.AddHours(-1) }, ifMatch);
        static object Attended(Guid who) => new { attendeeIds = new[] { who }, hours = 8 };
    }

    /// <summary>What an assessment of the last thirty days is opened with.</summary>
    public static object Exam(Guid id, Guid employee, string kind, DateTimeOffset to) =>
        new
        {
            id,
            employeeId = employee,
            kind,
            from = to.AddDays(-30),
            to,
        };
}
