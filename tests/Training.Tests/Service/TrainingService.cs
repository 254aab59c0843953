using Clinic.Payroll.Contracts;

namespace Clinic.Training.Tests.Service;

/// <summary>Training as deployed.</summary>
public sealed class TrainingService() : ServiceUnderTest<TrainingDb>("training")
{
    public const string HiredQueue = "training-plan-onboarding-when-employee-hired",
        RatedQueue = "training-rate-employee-when-survey-response-received",
        DeterminedQueue = "training-open-special-training-when-complaint-responsibility-determined",
        OverturnedQueue = "training-cancel-special-training-when-complaint-overturned",
        OrderedQueue = "training-open-resit-when-training-ordered",
        BranchQueue = "training-know-branch-when-branch-opened",
        PostQueue = "training-plan-onboarding-when-post-adjusted",
        LeftQueue = "training-close-training-when-employee-left",
        DepartureWithdrawnQueue = "training-reopen-training-when-departure-withdrawn",
        HireWithdrawnQueue = "training-withdraw-training-when-hire-withdrawn",
        DroppedQueue = "training-cancel-resit-when-discipline-case-dropped",
        PenaltyQueue = "training-tell-failure-when-penalty-imposed",
        FiledQueue = "training-know-complaint-when-complaint-filed",
        ClosedQueue = "training-close-cause-when-complaint-closed",
        ReopenedQueue = "training-reopen-cause-when-complaint-reopened";

    /// <summary>Where the days of the branches begin.</summary>
    public string TimeZoneOfBranches { get; init; } = "Asia/Shanghai";

    /// <summary>A branch with its trainer.</summary>
    public TestSite OpenSite() => new(this, Guid.CreateVersion7());

    /// <summary>Says a fact and waits until it had its effect, or was found to have had it.</summary>
    public async Task<Guid> Tells<TFact>(TFact fact, Guid caseId, string queue, Guid? messageId = null)
        where TFact : class
    {
        var id = await Bus.Say(fact, caseId, messageId);
        await Applied(id, queue);
        return id;
    }

    /// <summary>Says a fact and waits until it had its effect or waits for somebody to be hired.</summary>
    public async Task<Guid> Heard<TFact>(TFact fact, Guid caseId)
        where TFact : class
    {
        var id = await Bus.Say(fact, caseId);
        await Eventually.Is(async () =>
            await Database.Count($"inbox WHERE message_id = '{id}'") + await Database.Count($"early WHERE message_id = '{id}'") == 1
        );
        return id;
    }

    /// <summary>Waits until a message had its effect.</summary>
    public Task Applied(Guid messageId, string queue) =>
        Eventually.Is(async () => await Database.Count($"inbox WHERE message_id = '{messageId}' AND reaction = '{queue}'") == 1);

    /// <summary>The fact of a hiring.</summary>
    public EmployeeHired Hired(Guid employee, Guid branch, Post post, int version = 1) =>
        new(employee, branch, post, null, new(2026, 1, 1), Clock.GetUtcNow(), version);

    /// <summary>Everything people decided and what was said of it, as one value to compare.</summary>
    public async Task<string> Fingerprint() =>
        string.Join(
            ' ',
            await Database.Sql<string>(
                """
                SELECT coalesce(md5(string_agg(line, '|' ORDER BY line)), '-') FROM (
                  SELECT training_session::text || xmin::text AS line FROM training_session UNION ALL SELECT attendance::text
                    FROM attendance UNION ALL SELECT assessment::text || xmin::text FROM assessment
                  UNION ALL SELECT onboarding_plan::text || xmin::text FROM onboarding_plan UNION ALL SELECT training_file::text
                    FROM training_file UNION ALL SELECT certificate::text FROM certificate
                  UNION ALL SELECT assessment_correction::text FROM assessment_correction
                  UNION ALL SELECT certificate_withdrawal::text FROM certificate_withdrawal
                  UNION ALL SELECT certificate_counter::text FROM certificate_counter UNION ALL SELECT failure_series::text
                    FROM failure_series UNION ALL SELECT trail::text FROM trail) AS everything
                """
            )
        );

    /// <summary>The act is refused with this code, and nothing changed.</summary>
    public async Task Refused(string code, Func<Task<Answer>> act)
    {
        var before = await Fingerprint();
        var answer = await act();
        Assert.True(answer.Refused(code), $"{code} expected, but {(int)answer.Status} {answer.Text}");
        Assert.Equal(before, await Fingerprint());
    }
}

/// <summary>Shared by the classes that need no service of their own; which those are says <see cref="ServiceUnderTest{TDb}"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedService : ICollectionFixture<TrainingService>
{
    /// <summary>Of the collection.</summary>
    public const string Name = "the shared service";
}
