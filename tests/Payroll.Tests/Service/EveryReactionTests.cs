using Clinic.ServiceDefaults;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>What each reaction owes whatever the line to the broker does: its effect once.</summary>
public sealed class EveryReactionTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    static readonly Dictionary<string, Func<OtherServicesFacts, (object[] Before, object Fact)>> Facts = new()
    {
        ["end of an engagement"] = of => ([of.Reported()], of.Ended(highDifficulty: true)),
        ["service report"] = of => ([of.Ended()], of.Reported()),
        ["fee"] = of => ([of.Ended()], of.Fee()),
        ["converted referral"] = of => ([of.Fee()], of.Converted()),
        ["survey answer"] = of => ([], of.Answered(new(of.Escort, 61.5m), new(Guid.CreateVersion7(), 88m))),
        ["filed complaint"] = of => ([], of.Filed()),
        ["found responsibility"] = of => ([of.Filed()], of.Determined(of.Escort)),
        ["closed complaint"] = of => ([of.Filed()], of.Closed()),
        ["overturned complaint"] = of => ([of.Filed(), of.Determined(of.Escort), of.FailedTwice(afterComplaint: true)], of.Overturned()),
        ["two failures in a row"] = of => ([], of.FailedTwice()),
        ["reopened complaint"] = of => ([of.Filed(), of.Closed()], of.Reopened()),
        ["voided assessment"] = of => ([of.FailedTwice()], of.Voided(of.FirstFailure)),
        ["corrected assessment"] = of => ([of.FailedTwice()], of.Corrected(of.Assessment)),
        ["failed resit"] = of => ([of.FailedTwice()], of.FailedResit(null)),
        ["passed resit"] = of => ([of.FailedTwice()], of.PassedResit(null)),
    };

    public static TheoryData<string> EveryFact => [.. Facts.Keys];

    [Theory]
    [MemberData(nameof(EveryFact))]
    public async Task The_same_message_and_the_same_fact_under_new_ids_have_their_effect_once(string name)
    {
        var (of, fact) = await Told(name);
        var message = await of.PublishAndWait(fact);
        var once = await of.State();

        foreach (var copy in await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => of.Publish(fact))))
            await payroll.Applied(copy, OtherServicesFacts.QueueOf(fact));
        for (var count = 0; count < 6; count++)
            await of.Publish(fact, messageId: message);
        await of.PublishAndWait(fact);

        Assert.Equal(once, await of.State());
        Assert.Equal(0, await payroll.Database.Count($"parked WHERE queue = '{OtherServicesFacts.QueueOf(fact)}'"));
        Assert.NotEqual("", once);
    }

    [Theory]
    [MemberData(nameof(EveryFact))]
    public async Task A_connection_lost_between_commit_and_acknowledgement_has_its_effect_once(string name)
    {
        var (of, fact) = await Told(name);
        var before = await payroll.Database.Count("started WHERE starts >= 1");
        payroll.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var message = await of.PublishAndWait(fact);
        var once = await of.State();

        await Eventually.Is(async () => await payroll.Database.Count("started WHERE starts >= 1") == before + 1);
        await of.PublishAndWait(fact);
        Assert.Equal(once, await of.State());
        Assert.Equal(1, await payroll.Database.Count($"inbox WHERE message_id = '{message}'"));
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE message_id = '{message}' AND kind = 'effect'"));
    }

    async Task<(OtherServicesFacts Of, object Fact)> Told(string name)
    {
        OtherServicesFacts of = new(payroll, (await payroll.OpenBranch()).Id);
        var (before, fact) = Facts[name](of);
        foreach (var one in before)
            await of.PublishAndWait(one);
        return (of, fact);
    }
}
