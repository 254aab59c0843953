using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Training.Tests.Service;

/// <summary>
/// Each reaction: once, the same message again, the same fact under new ids, a line lost between commit and acknowledgement.
/// </summary>
public sealed class ReactionsOnceTests(TrainingService training) : IClassFixture<TrainingService>
{
    public static TheoryData<string> EveryReaction =>
        [
            TrainingService.HiredQueue,
            TrainingService.RatedQueue,
            TrainingService.DeterminedQueue,
            TrainingService.OverturnedQueue,
            TrainingService.OrderedQueue,
            TrainingService.BranchQueue,
            TrainingService.PostQueue,
            TrainingService.LeftQueue,
            TrainingService.DepartureWithdrawnQueue,
            TrainingService.HireWithdrawnQueue,
            TrainingService.DroppedQueue,
            TrainingService.PenaltyQueue,
            TrainingService.FiledQueue,
            TrainingService.ClosedQueue,
            TrainingService.ReopenedQueue,
        ];

    [Theory]
    [MemberData(nameof(EveryReaction))]
    public async Task The_same_message_again_has_no_second_effect(string queue)
    {
        var say = await Fact(queue);
        var id = Guid.CreateVersion7();
        await say(id);
        await training.Applied(id, queue);
        var once = await State();

        for (var count = 0; count < 8; count++)
            await say(id);

        await HadItsTurn(queue);
        Assert.Equal(once, await State());
    }

    [Theory]
    [MemberData(nameof(EveryReaction))]
    public async Task The_same_fact_under_new_ids_has_one_effect_also_all_at_once(string queue)
    {
        var say = await Fact(queue);
        var ids = Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7()).ToArray();

        await Task.WhenAll(ids.Select(say));
        foreach (var id in ids)
            await training.Applied(id, queue);

        var once = await State();
        var again = Guid.CreateVersion7();
        await say(again);
        await training.Applied(again, queue);
        Assert.Equal(once, await State());
        Assert.Equal(1, await Effects(ids));
    }

    [Theory]
    [MemberData(nameof(EveryReaction))]
    public async Task A_line_lost_between_commit_and_acknowledgement_has_one_effect(string queue)
    {
        var say = await Fact(queue);
        var before = await training.Database.Count("started WHERE starts >= 1");
        training.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);
        var id = Guid.CreateVersion7();

        await say(id);

        await training.Applied(id, queue);
        var once = await State();
        await Eventually.Is(async () => await training.Database.Count("started WHERE starts >= 1") == before + 1);
        await HadItsTurn(queue);
        Assert.Equal(once, await State());
        Assert.Equal(0, await training.Database.Count("parked"));
    }

    // A fact of its own for each test, with everything that has to be there before it.
    async Task<Func<Guid, Task<Guid>>> Fact(string queue)
    {
        var site = training.OpenSite();
        var (person, source) = (await site.Hire(Post.EscortLead), Guid.CreateVersion7());
        switch (queue)
        {
            case TrainingService.HiredQueue:
                var hired = training.Hired(Guid.CreateVersion7(), site.Id, Post.Receptionist);
                return id => training.Bus.Say(hired, hired.EmployeeId, id);
            case TrainingService.RatedQueue:
                Rated[] ratings = [new(person, 77), new(await site.Hire(), 88)];
                SurveyResponseReceived response = new(source, site.Id, Guid.CreateVersion7(), null, 77, ratings, site.Now);
                return id => training.Bus.Say(response, source, id);
            case TrainingService.DeterminedQueue:
                var determined = site.Determined(source, person);
                return id => training.Bus.Say(determined, source, id);
            case TrainingService.OverturnedQueue:
                var complaint = await site.FindResponsible(person);
                await site.Failed(person, complaint);
                await site.Failed(person, complaint);
                var overturned = site.Overturned(complaint, person);
                return id => training.Bus.Say(overturned, complaint, id);
            case TrainingService.OrderedQueue:
                var ordered = site.Ordered(source, person);
                return id => training.Bus.Say(ordered, source, id);
            case TrainingService.BranchQueue:
                BranchOpened branch = new(Guid.CreateVersion7(), BranchKind.EscortCompany, "Asia/Shanghai", new(2026, 1, 1));
                return id => training.Bus.Say(branch, branch.BranchId, id);
            case TrainingService.PostQueue:
                PostAdjusted post = new(person, site.Id, Post.EscortLead, Post.Escort, site.Now, 2);
                return id => training.Bus.Say(post, person, id);
            case TrainingService.LeftQueue:
                await site.FindResponsible(person);
                await site.Schedule(person);
                EmployeeLeft left = new(person, site.Id, "resigned", site.Now, 2);
                return id => training.Bus.Say(left, person, id);
            case TrainingService.DepartureWithdrawnQueue:
                await site.FindResponsible(person);
                await training.Tells(new EmployeeLeft(person, site.Id, "resigned", site.Now, 2), person, TrainingService.LeftQueue);
                DepartureWithdrawn back = new(person, site.Id, Post.EscortLead, site.Now, 3);
                return id => training.Bus.Say(back, person, id);
            case TrainingService.HireWithdrawnQueue:
                await site.FindResponsible(person);
                HireWithdrawn hire = new(person, site.Id, site.Now, 2);
                return id => training.Bus.Say(hire, person, id);
            case TrainingService.DroppedQueue:
                await training.Tells(site.Ordered(source, person), source, TrainingService.OrderedQueue);
                DisciplineCaseDropped dropped = new(source, person, site.Id, "no-fault", site.Now);
                return id => training.Bus.Say(dropped, source, id);
            case TrainingService.FiledQueue:
                var filed = site.Filed(source, Guid.CreateVersion7(), person);
                return id => training.Bus.Say(filed, source, id);
            case TrainingService.ClosedQueue:
                var closed = site.Closed(await site.FindResponsible(person));
                return id => training.Bus.Say(closed, closed.ComplaintId, id);
            case TrainingService.ReopenedQueue:
                var blamed = await site.FindResponsible(person);
                await training.Tells(site.Closed(blamed), blamed, TrainingService.ClosedQueue);
                var reopened = site.Reopened(blamed);
                return id => training.Bus.Say(reopened, blamed, id);
            default:
                await site.Failed(person);
                var second = await site.Failed(person);
                PenaltyImposed penalty = new(source, person, site.Id, "Warning", site.Now, "ConsecutiveFailures", second);
                await site.Failed(person);
                return id => training.Bus.Say(penalty, source, id);
        }
    }

    // A queue hands out in order: once a later fact had its effect and nothing waits, every earlier copy had its turn.
    async Task HadItsTurn(string queue)
    {
        var before = await State();
        await Eventually.Is(async () => await training.Bus.Waiting(queue) == 0);
        Assert.Equal(before, await State());
    }

    async Task<string> State() =>
        string.Join(
            ' ',
            await training.Database.Sql<string>(
                """
                SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
                  SELECT training_session::text || xmin::text AS line FROM training_session UNION ALL SELECT assessment::text || xmin::text
                    FROM assessment UNION ALL SELECT rating::text FROM rating
                  UNION ALL SELECT onboarding_plan::text || xmin::text FROM onboarding_plan UNION ALL
                    SELECT training_file::text || xmin::text FROM training_file
                  UNION ALL SELECT complaint_cause::text || xmin::text FROM complaint_cause
                  UNION ALL SELECT failure_series::text || xmin::text FROM failure_series UNION ALL SELECT due::text FROM due
                  UNION ALL SELECT branch::text FROM branch UNION ALL SELECT decided_case::text || xmin::text FROM decided_case
                  UNION ALL SELECT certificate_withdrawal::text FROM certificate_withdrawal UNION ALL
                    SELECT trail::text FROM trail WHERE kind = 'fact') AS everything
                """
            )
        );

    // How many of these messages had something to say; a rating says nothing, and is compared as a row.
    async Task<long> Effects(Guid[] ids)
    {
        var said = await training.Database.Sql<long>(
            "SELECT count(DISTINCT cause_id) FROM trail WHERE kind = 'fact' "
                + $"AND cause_id = ANY (ARRAY['{string.Join("','", ids)}']::uuid[])"
        );
        return Math.Max(said[0], 1);
    }
}
