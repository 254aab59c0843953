using System.Net.Http.Json;
using System.Text.Json;
using Clinic.Escort.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Tests.Service;

/// <summary>Feedback as deployed, and the facts that other services would say.</summary>
public sealed class FeedbackService() : ServiceUnderTest<FeedbackDb>("feedback")
{
    public const string HiredQueue = "feedback-know-employee-when-employee-hired",
        VisitQueue = "feedback-follow-up-when-visit-completed",
        EscortQueue = "feedback-follow-up-when-escort-visit-completed",
        NoShowQueue = "feedback-call-client-when-appointment-no-show",
        NoShowReversedQueue = "feedback-withdraw-call-when-appointment-no-show-reversed",
        MergedQueue = "feedback-join-client-when-client-merged",
        SeparatedQueue = "feedback-part-client-when-client-separated",
        TrainingQueue = "feedback-complete-action-when-training-session-completed",
        VoidedQueue = "feedback-withdraw-follow-up-when-visit-voided",
        WishQueue = "feedback-heed-wish-when-client-updated",
        BranchQueue = "feedback-know-branch-when-branch-opened",
        PostQueue = "feedback-move-post-when-post-adjusted",
        LeftQueue = "feedback-note-departure-when-employee-left",
        StayedQueue = "feedback-keep-employee-when-departure-withdrawn",
        NotHiredQueue = "feedback-strike-employee-when-hire-withdrawn",
        ForgottenQueue = "feedback-forget-client-when-client-forgotten";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // A fact said before its listener's queue is there would reach nobody.
        foreach (
            var queue in new[]
            {
                HiredQueue,
                VisitQueue,
                EscortQueue,
                NoShowQueue,
                NoShowReversedQueue,
                MergedQueue,
                SeparatedQueue,
                TrainingQueue,
                VoidedQueue,
                WishQueue,
                BranchQueue,
                PostQueue,
                LeftQueue,
                StayedQueue,
                NotHiredQueue,
                ForgottenQueue,
            }
        )
            await QueueIsThere(queue);
    }

    /// <summary>A branch with people who handle complaints.</summary>
    public async Task<TestSite> OpenSite()
    {
        TestSite site = new(this, Guid.CreateVersion7());
        await site.Staffed();
        return site;
    }

    /// <summary>Payroll says that somebody was hired, and the staff list knows it.</summary>
    public async Task<Guid> Hire(Guid branch, Post post)
    {
        var id = Guid.CreateVersion7();
        await Applied(await Bus.Say(new EmployeeHired(id, branch, post, null, new(2026, 1, 1), Clock.GetUtcNow(), 1), id), HiredQueue);
        return id;
    }

    /// <summary>Waits until a message had its effect, or was found to have had it.</summary>
    public Task Applied(Guid messageId, string queue) =>
        Eventually.Is(async () => await Database.Count($"inbox WHERE message_id = '{messageId}' AND reaction = '{queue}'") == 1);

    /// <summary>Waits until a message waits for somebody.</summary>
    public Task Waits(Guid messageId) => Eventually.Is(async () => await Database.Count($"early WHERE message_id = '{messageId}'") == 1);

    /// <summary>A fact is said and has its effect.</summary>
    public async Task<Guid> Hears<TFact>(TFact fact, Guid caseId, string queue, Guid? messageId = null)
        where TFact : class
    {
        var id = await Bus.Say(fact, caseId, messageId);
        await Applied(id, queue);
        return id;
    }

    /// <summary>Everything people decided and what was said of it, as one value to compare.</summary>
    public async Task<string> Fingerprint() =>
        string.Join(
            ' ',
            await Database.Sql<string>(
                """
                SELECT coalesce(md5(string_agg(line, '|' ORDER BY line)), '-') FROM (
                  SELECT complaint::text || complaint.xmin::text AS line FROM complaint UNION ALL SELECT complaint_step::text
                    FROM complaint_step
                  UNION ALL SELECT complaint_round::text FROM complaint_round
                  UNION ALL SELECT complaint_notice::text FROM complaint_notice UNION ALL SELECT improvement_action::text
                    FROM improvement_action
                  UNION ALL SELECT follow_up::text || follow_up.xmin::text FROM follow_up UNION ALL SELECT follow_up_attempt::text
                    FROM follow_up_attempt
                  UNION ALL SELECT patient_issue::text FROM patient_issue UNION ALL SELECT issue_step::text FROM issue_step
                  UNION ALL SELECT survey_invitation::text FROM survey_invitation
                  UNION ALL SELECT survey_link::text FROM survey_link UNION ALL SELECT survey_answer::text FROM survey_answer UNION ALL
                    SELECT trail::text FROM trail) AS everything
                """
            )
        );

    /// <summary>Waits until no deadline is due any more.</summary>
    public Task NoDeadlineIsDue() => Eventually.Is(async () => await Database.Count($"due WHERE due_at <= '{Clock.GetUtcNow():O}'") == 0);

    /// <summary>Whoever holds a link, and has no account.</summary>
    public async Task<Answer> Anyone(string path, object body)
    {
        using var response = await Anonymous.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default, null, text);
    }

    public static VisitCompleted Visit(Guid branch, DateTimeOffset at, params Served[] served) =>
        new(
            Guid.CreateVersion7(),
            branch,
            Guid.CreateVersion7(),
            VisitType.First,
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            served,
            true,
            at,
            null,
            Version: 1
        );

    public static EscortVisitCompleted Accompanied(TestSite site, DateTimeOffset at) =>
        new(Guid.CreateVersion7(), site.Branch, site.Escort, Guid.CreateVersion7(), at.AddHours(-2), at, 0, false);

    async Task QueueIsThere(string queue) =>
        await Eventually.Is(async () =>
        {
            await using var probe = await BusTap.Connect(Amqp);
            try
            {
                await probe.Waiting(queue);
                return true;
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
            {
                return false;
            }
        });
}

/// <summary>Shared by the classes that need no service of their own; which those are says <see cref="ServiceUnderTest{TDb}"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedService : ICollectionFixture<FeedbackService>
{
    /// <summary>Of the collection.</summary>
    public const string Name = "the shared service";
}
