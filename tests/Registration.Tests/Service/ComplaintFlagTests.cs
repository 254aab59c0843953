using Clinic.Feedback.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Registration.Tests.Service;

public sealed class ComplaintFlagTests(RegistrationService service) : IClassFixture<RegistrationService>, IAsyncLifetime
{
    const string FiledQueue = "registration-flag-client-when-complaint-filed",
        ClosedQueue = "registration-clear-flag-when-complaint-closed",
        OverturnedQueue = "registration-clear-flag-when-complaint-overturned",
        ReopenedQueue = "registration-flag-again-when-complaint-reopened";

    // Feedback takes complaints of the whole group at its own branch.
    Guid elsewhere,
        accused;

    public async Task InitializeAsync()
    {
        elsewhere = await service.OpenBranch();
        accused = await service.Hire(elsewhere, Payroll.Contracts.Post.Escort);
    }

    DateTimeOffset Now => service.Clock.GetUtcNow();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_next_contact_sees_that_a_complaint_is_open_until_it_is_closed_or_overturned(bool closed)
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var client = await site.NewClient();
        var (complaintFiled, two) = (Filed(client), Filed(client));
        Assert.Equal((false, false), await Seen());

        await Say(complaintFiled, FiledQueue);
        await Say(two, FiledQueue);
        Assert.Equal((true, true), await Seen());
        Assert.True((await site.CheckIn(client)).Ok()["openComplaint"].GetBoolean());
        Assert.True((await site.CheckIn(client)).Ok()["openComplaint"].GetBoolean());
        Assert.False((await site.CheckIn(await site.NewClient())).Ok()["openComplaint"].GetBoolean());
        Assert.True((await other.Desk.Get($"/clients/{client}")).Refused("not-found"));

        await Say(Closed(complaintFiled), ClosedQueue);
        Assert.Equal((true, true), await Seen());
        await (closed ? Say(Closed(two), ClosedQueue) : Say(Overturned(two), OverturnedQueue));
        Assert.Equal((false, false), await Seen());
        Assert.False((await site.CheckIn(client)).Ok()["openComplaint"].GetBoolean());

        async Task<(bool Read, bool Found)> Seen() =>
            (
                (await site.Desk.Get($"/clients/{client}")).Ok()["openComplaint"].GetBoolean(),
                (await site.Desk.Post("/clients/search", new { branchId = site.Branch, name = "Zhang" }))
                    .Ok()
                    .Body.EnumerateArray()
                    .Single(line => line.GetProperty("id").GetGuid() == client)
                    .GetProperty("openComplaint")
                    .GetBoolean()
            );
    }

    [Fact]
    [Rule("R-118")]
    public async Task What_an_earlier_build_heard_names_whom_it_is_about_once_it_is_told_again_and_stays_closed()
    {
        var site = await service.OpenSite(doctors: 0);
        var filed = Filed(await site.NewClient());
        await Say(filed, FiledQueue);
        await Say(Closed(filed), ClosedQueue);
        await service.Database.Sql<Guid>(
            $"""
            UPDATE complaint_flag SET accused_ids = '{"{}"}', filed_at = NULL, kind = NULL WHERE id = '{filed.ComplaintId}' RETURNING id
            """
        );

        for (var told = 0; told < 2; told++)
            await Say(filed, FiledQueue);

        Assert.Equal(
            [$"{accused} NonMedical Closed"],
            await service.Database.Sql<string>(
                $"SELECT concat_ws(' ', accused_ids[1], kind, state) FROM complaint_flag WHERE id = '{filed.ComplaintId}'"
            )
        );
    }

    [Fact]
    public async Task A_complaint_about_a_visit_flags_the_client_of_that_visit()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = await site.NewClient();
        var visit = (await site.CheckIn(client)).Ok()["id"].GetGuid();

        await Say(Filed(null, visit), FiledQueue);

        Assert.True((await site.Desk.Get($"/clients/{client}")).Ok()["openComplaint"].GetBoolean());
    }

    [Fact]
    public async Task A_complaint_of_somebody_unknown_or_of_nobody_harms_nothing()
    {
        var (unknown, nobody, noVisit) = (Filed(Guid.CreateVersion7()), Filed(null), Filed(null, Guid.CreateVersion7()));
        foreach (var fact in new[] { unknown, nobody, noVisit })
        {
            await Say(fact, FiledQueue);
            await Say(Closed(fact), ClosedQueue);
            Assert.Equal("Closed 5 NonMedical", Assert.Single(await Row(fact, "state, version, kind")));
        }
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    [Fact]
    public async Task Every_order_of_filing_closing_and_overturning_and_their_repeats_ends_the_same()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = await site.NewClient();

        var ends = await Task.WhenAll(
            EveryOrder
                .Of(0, 1, 2)
                .Select(async order =>
                {
                    var filed = Filed(client);
                    // Each twice: under the same message id and under a new one.
                    foreach (var step in order.Concat(order))
                    {
                        await (
                            step switch
                            {
                                0 => SayTwice(filed, FiledQueue),
                                1 => SayTwice(Closed(filed), ClosedQueue),
                                _ => SayTwice(Overturned(filed), OverturnedQueue),
                            }
                        );
                    }
                    return Assert.Single(await Row(filed, "branch_id, client_id, visit_id, kind, state, version"));
                })
        );

        Assert.Equal($"{site.Branch} {client} NonMedical Overturned 7", Assert.Single(ends.Distinct()));
        Assert.False((await site.Desk.Get($"/clients/{client}")).Ok()["openComplaint"].GetBoolean());
    }

    [Fact]
    public async Task A_reopened_complaint_flags_the_client_again_in_every_order_until_it_is_closed_again()
    {
        var site = await service.OpenSite(doctors: 0);
        foreach (var order in EveryOrder.Of(0, 1, 2))
        {
            var client = await site.NewClient();
            var filed = Filed(client);
            ComplaintReopened reopened = new(filed.ComplaintId, filed.BranchId, client, 2, "Dissatisfied", service.Clock.GetUtcNow(), 6);
            // Each twice: under the same message id and under a new one.
            foreach (var step in order.Concat(order))
            {
                await (
                    step switch
                    {
                        0 => SayTwice(filed, FiledQueue),
                        1 => SayTwice(Closed(filed), ClosedQueue),
                        _ => SayTwice(reopened, ReopenedQueue),
                    }
                );
            }
            Assert.Equal("Open 6", Assert.Single(await Row(filed, "state, version")));
            Assert.True((await site.Desk.Get($"/clients/{client}")).Ok()["openComplaint"].GetBoolean());

            await Say(Closed(filed) with { Version = 8 }, ClosedQueue);
            Assert.False((await site.Desk.Get($"/clients/{client}")).Ok()["openComplaint"].GetBoolean());
        }
    }

    [Fact]
    public async Task Facts_of_one_complaint_that_arrive_at_the_same_moment_end_the_same()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = await site.NewClient();

        var ends = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async _ =>
                {
                    var filed = Filed(client);
                    await Task.WhenAll(
                        Say(Overturned(filed), OverturnedQueue),
                        Say(filed, FiledQueue),
                        Say(Closed(filed), ClosedQueue),
                        Say(filed, FiledQueue)
                    );
                    return Assert.Single(await Row(filed, "branch_id, client_id, kind, state, version"));
                })
        );

        Assert.Equal($"{site.Branch} {client} NonMedical Overturned 7", Assert.Single(ends.Distinct()));
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    [Theory]
    [InlineData(FiledQueue, "Open 1")]
    [InlineData(ClosedQueue, "Closed 5")]
    [InlineData(OverturnedQueue, "Overturned 7")]
    public async Task A_connection_lost_between_commit_and_acknowledgement_counts_once(string queue, string end)
    {
        var filed = Filed(Guid.CreateVersion7());
        var before = await service.Database.Count($"started WHERE starts >= 1 AND queue = '{queue}'");
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        await Let(filed);

        await Eventually.Is(async () => await service.Database.Count($"started WHERE starts >= 1 AND queue = '{queue}'") == before + 1);
        await Let(Filed(Guid.CreateVersion7()));
        await Eventually.Is(async () => await service.Bus.Waiting(queue) == 0);
        Assert.Equal(end, Assert.Single(await Row(filed, "state, version")));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{filed.ComplaintId}' AND type = '{queue}'"));
        Assert.Equal(1, await service.Database.Count($"audit WHERE record_id = '{filed.ComplaintId}'"));

        Task Let(ComplaintFiled fact) =>
            queue switch
            {
                FiledQueue => Say(fact, queue),
                ClosedQueue => Say(Closed(fact), queue),
                _ => Say(Overturned(fact), queue),
            };
    }

    ComplaintFiled Filed(Guid? client, Guid? visit = null) =>
        new(Guid.CreateVersion7(), elsewhere, client, visit, null, ComplaintKind.NonMedical, "Desk", [accused], Now, 1);

    ComplaintClosed Closed(ComplaintFiled fact) => new(fact.ComplaintId, fact.BranchId, true, 1, true, service.Clock.GetUtcNow(), 5);

    ComplaintOverturned Overturned(ComplaintFiled fact) =>
        new(fact.ComplaintId, fact.BranchId, fact.AccusedIds[0], "WrongPerson", Guid.CreateVersion7(), service.Clock.GetUtcNow(), 7);

    async Task Say<TFact>(TFact fact, string queue, Guid? messageId = null)
        where TFact : class
    {
        var message = await service.Bus.Say(fact, CaseOf(fact), messageId);
        await Eventually.Is(async () =>
            await service.Database.Count($"inbox WHERE message_id = '{message}' AND reaction = '{queue}'") == 1
        );
    }

    async Task SayTwice<TFact>(TFact fact, string queue)
        where TFact : class
    {
        var message = Guid.CreateVersion7();
        await Say(fact, queue, message);
        await service.Bus.Say(fact, CaseOf(fact), message);
    }

    static Guid CaseOf(object fact) =>
        fact switch
        {
            ComplaintFiled filed => filed.ComplaintId,
            ComplaintClosed closed => closed.ComplaintId,
            ComplaintOverturned overturned => overturned.ComplaintId,
            ComplaintReopened reopened => reopened.ComplaintId,
            _ => throw new ArgumentException("Not a complaint's fact."),
        };

    Task<List<string>> Row(ComplaintFiled fact, string columns) =>
        service.Database.Sql<string>($"SELECT concat_ws(' ', {columns}) FROM complaint_flag WHERE id = '{fact.ComplaintId}'");
}
