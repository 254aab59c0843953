using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>Escort as deployed, with the other services played by facts on the broker.</summary>
public sealed class EscortService() : ServiceUnderTest<EscortDb>("escort")
{
    public const string Hired = "escort-open-profile-when-employee-hired",
        AgreementSigned = "escort-activate-escort-when-confidentiality-agreement-signed",
        Left = "escort-dismiss-escort-when-employee-left",
        Certified = "escort-qualify-escort-when-certificate-issued",
        Client = "escort-know-client-when-client-registered",
        Booked = "escort-note-appointment-when-appointment-booked",
        Refused = "escort-note-refusal-when-appointment-refused",
        Visited = "escort-note-visit-when-visit-completed",
        Registered = "escort-note-registration-when-visit-registered",
        Failed = "escort-mark-escort-when-exam-failed",
        FailedTwice = "escort-suspend-escort-when-consecutive-assessment-failed",
        Resit = "escort-reinstate-escort-when-resit-passed",
        Overturned = "escort-reinstate-escort-when-complaint-overturned",
        Moved = "escort-note-move-when-appointment-rescheduled",
        Cancelled = "escort-note-loss-when-appointment-cancelled",
        NeedsReschedule = "escort-note-loss-when-appointment-needs-reschedule",
        NoShow = "escort-note-no-show-when-appointment-no-show",
        NoShowReversed = "escort-clear-no-show-when-appointment-no-show-reversed",
        Merged = "escort-join-client-when-client-merged",
        Separated = "escort-part-client-when-client-separated",
        Opened = "escort-know-branch-when-branch-opened",
        Voided = "escort-undo-visit-when-visit-voided",
        Passed = "escort-clear-mark-when-exam-passed",
        ResitFailed = "escort-keep-suspension-when-resit-failed",
        Corrected = "escort-review-suspension-when-assessment-corrected",
        AssessmentVoided = "escort-review-suspension-when-assessment-voided",
        Decided = "escort-end-suspension-when-penalty-imposed",
        Dropped = "escort-end-suspension-when-discipline-case-dropped",
        CertificateWithdrawn = "escort-disqualify-escort-when-certificate-withdrawn",
        PostChanged = "escort-change-post-when-post-adjusted",
        Returned = "escort-return-escort-when-departure-withdrawn",
        HireWithdrawn = "escort-close-profile-when-hire-withdrawn",
        Leave = "escort-note-leave-when-leave-approved",
        LeaveCancelled = "escort-clear-leave-when-leave-cancelled",
        LeaveShortened = "escort-shorten-leave-when-leave-ended-early",
        Forgotten = "escort-forget-client-when-client-forgotten",
        Complained = "escort-note-complaint-when-complaint-filed",
        Found = "escort-note-finding-when-complaint-responsibility-determined",
        ComplaintClosed = "escort-close-complaint-when-complaint-closed",
        Reopened = "escort-open-complaint-when-complaint-reopened",
        Rated = "escort-rate-escort-when-survey-response-received";

    /// <summary>The time zone of every branch that does not ask for another.</summary>
    public const string TimeZone = "Asia/Shanghai";

    static readonly DateTimeOffset HiredAt = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    static readonly string[] Queues =
    [
        Hired,
        AgreementSigned,
        Left,
        Certified,
        Client,
        Booked,
        Refused,
        Visited,
        Registered,
        Failed,
        FailedTwice,
        Resit,
        Overturned,
        Moved,
        Cancelled,
        NeedsReschedule,
        NoShow,
        NoShowReversed,
        Merged,
        Separated,
        Opened,
        Voided,
        Passed,
        ResitFailed,
        Corrected,
        AssessmentVoided,
        Decided,
        Dropped,
        CertificateWithdrawn,
        PostChanged,
        Returned,
        HireWithdrawn,
        Leave,
        LeaveCancelled,
        LeaveShortened,
        Forgotten,
        Complained,
        Found,
        ComplaintClosed,
        Reopened,
        Rated,
    ];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // A fact said before its listener's queue is there would reach nobody.
        foreach (var queue in Queues)
            await QueueIsThere(queue);
        // The steps of a test are taken one after the other, hours before the agreed time of the service.
        await SetPolicy("escort.start.minutesBefore", 1440);
    }

    /// <summary>Sets a policy of the group, or of one branch, and waits until it is in force.</summary>
    public async Task SetPolicy(string key, int value, Guid? branch = null)
    {
        var version = await Database.Count($"policy WHERE key = '{key}' AND (branch_id IS NULL OR branch_id = '{branch ?? Guid.Empty}')");
        (
            await InGroup("policies.write")
                .Put(
                    $"/policies/{key}",
                    new
                    {
                        branchId = branch,
                        value = $"{value}",
                        from = Clock.GetUtcNow().AddSeconds(5),
                        reason = "a test",
                    },
                    $"\"{version}\""
                )
        ).Ok();
        await MoveClock(TimeSpan.FromSeconds(6));
    }

    /// <summary>Says a fact and waits until it had its effect, was found to have had it, or waits for somebody to be hired.</summary>
    public async Task<Guid> Hears<TFact>(string queue, TFact fact, Guid subject, Guid? messageId = null)
        where TFact : class
    {
        var id = await Bus.Say(fact, subject, messageId);
        await Eventually.Is(async () =>
            await Database.Count($"inbox WHERE message_id = '{id}' AND reaction = '{queue}'")
                + await Database.Count($"early WHERE message_id = '{id}' AND queue = '{queue}'")
            == 1
        );
        return id;
    }

    /// <summary>Waits until all of them had their effect.</summary>
    public Task Settled(IReadOnlyCollection<Guid> messages) =>
        Eventually.Is(async () => await Database.Count($"inbox WHERE message_id IN ('{string.Join("','", messages)}')") == messages.Count);

    public Task Applied(Guid messageId, string queue) =>
        Eventually.Is(async () => await Database.Count($"inbox WHERE message_id = '{messageId}' AND reaction = '{queue}'") == 1);

    /// <summary>A branch with a lead and an agent.</summary>
    public async Task<TestSite> OpenSite(string timeZone = TimeZone)
    {
        var branch = Guid.CreateVersion7();
        await Hears(Opened, new BranchOpened(branch, BranchKind.EscortCompany, timeZone, new(2026, 1, 1)), branch);
        TestSite site = new(this, branch, await Hire(branch, Post.EscortLead));
        return site;
    }

    public async Task<Guid> Hire(Guid branch, Post post, DateOnly? firstDay = null)
    {
        var id = Guid.CreateVersion7();
        await Hears(Hired, HiredAs(id, branch, post, firstDay), id);
        return id;
    }

    public static EmployeeHired HiredAs(Guid person, Guid branch, Post post, DateOnly? firstDay = null) =>
        new(person, branch, post, null, firstDay ?? new(2026, 1, 1), HiredAt, 1);

    public Task<Guid> Sign(Guid person, Guid branch) =>
        Hears(AgreementSigned, new ConfidentialityAgreementSigned(person, branch, "2026-1", Clock.GetUtcNow()), person);

    public Task<Guid> Certify(Guid person, Guid branch, DateTimeOffset? until = null) =>
        Hears(
            Certified,
            new CertificateIssued(
                person,
                branch,
                $"C-{person.ToString()[^6..]}",
                Clock.GetUtcNow(),
                until ?? Clock.GetUtcNow().AddYears(1)
            ),
            person
        );

    public async Task<Guid> Register(Guid clinic)
    {
        var client = Guid.CreateVersion7();
        await Hears(Client, new ClientRegistered(client, clinic, Clock.GetUtcNow(), false), client);
        return client;
    }

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
public sealed class SharedService : ICollectionFixture<EscortService>
{
    /// <summary>Of the collection.</summary>
    public const string Name = "the shared service";
}
