using System.Text.Json;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

/// <summary>One list for the whole platform. It leaves a parked message and its alarm behind, so it has a site of its own.</summary>
public sealed class WorkListTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task The_lists_of_all_services_are_put_together_by_urgency_and_name_who_is_missing()
    {
        var branch = await site.Branch();
        var lead = await site.Staffed(branch, Post.EscortLead, signs: true);
        var agent = await site.Staffed(branch, Post.CustomerServiceAgent, signs: true);
        var idle = await Waits("escort-engagement.assignment", branch, "NULL");
        var due = await Waits("escort-engagement.need", branch, "now()");

        var list = (await lead.Person.Get("/worklist")).Ok();

        Assert.Equal(["payroll"], list["missing"].EnumerateArray().Select(name => name.GetString()));
        // The site calls the escort service training, too.
        Assert.Equal([due, due, idle, idle], Subjects(list));
        Assert.Equal(
            ["escort", "training"],
            list["items"].EnumerateArray().Select(item => item.GetProperty("service").GetString()).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Equal([idle, idle], Subjects((await lead.Person.Get("/worklist?kind=escort-engagement.assignment")).Ok()));
        Assert.Empty(Subjects((await lead.Person.Get($"/worklist?branch={Guid.NewGuid()}")).Ok()));
        Assert.Empty(Subjects((await agent.Person.Get("/worklist")).Ok()));
        var part = (await lead.Person.Get("/worklist?limit=2")).Ok();
        Assert.Equal([due, due], Subjects(part));
        Assert.Equal([idle, idle], Subjects((await lead.Person.Get($"/worklist?limit=2&after={part["next"].GetString()}")).Ok()));
        Assert.True((await lead.Person.Get("/worklist?after=here")).Refused("bad-request"));
        Assert.True((await site.Raw(new(HttpMethod.Get, "/worklist"))).Refused("unauthenticated"));
    }

    [Fact]
    public async Task A_list_that_is_open_follows_the_services()
    {
        var branch = await site.Branch();
        var lead = await site.Staffed(branch, Post.EscortLead, signs: true);
        await using var screen = await lead.Person.Watch($"/worklist/live?branch={branch}");
        await screen.Sees(list => list.GetProperty("items").GetArrayLength() == 0);

        var subject = await Waits("escort-engagement.assignment", branch, "NULL");

        var shown = await screen.Sees(list => list.GetProperty("items").GetArrayLength() > 0);
        Assert.Equal(subject, shown.GetProperty("items")[0].GetProperty("subjectId").GetGuid());
        await site.Escort.Database.Sql<Guid>($"DELETE FROM work_item WHERE subject_id = '{subject}' RETURNING id");
        await screen.Sees(list => list.GetProperty("items").GetArrayLength() == 0);
    }

    [Fact]
    public async Task The_administrator_sees_parked_messages_and_alarms_until_they_are_over_and_nobody_else_does()
    {
        var (branch, parked) = (await site.Branch(), Guid.CreateVersion7());
        var officer = await site.Staffed(branch, Post.HrOfficer);
        await site.Escort.Database.Sql<Guid>(
            $"""
            INSERT INTO parked (id, queue, message_id, type, cause, body, parked_at, times, state)
            VALUES ('{parked}', 'escort-do-no-more', '{parked}', 'a type', 'a cause', '', now(), 1, 'Parked') RETURNING id
            """
        );
        await site.Gateway.Alarms("facts-parked");

        var administrator = (await (await site.Admin()).Get("/worklist")).Ok();
        Assert.Contains(
            Items(administrator),
            item => Is(item, "ops.parked", "parked message") && item.GetProperty("id").GetGuid() == parked
        );
        Assert.Contains(
            Items(administrator),
            item => Is(item, "ops.alarm", "facts-parked") && item.GetProperty("service").GetString() == "identity"
        );
        Assert.DoesNotContain(
            Items((await officer.Person.Get("/worklist")).Ok()),
            item => item.GetProperty("kind").GetString()!.StartsWith("ops.", StringComparison.Ordinal)
        );

        await site.Escort.Database.Sql<Guid>($"DELETE FROM parked WHERE id = '{parked}' RETURNING id");
        await site.Gateway.AlarmIsOver("facts-parked");
        Assert.DoesNotContain(
            Items((await (await site.Admin()).Get("/worklist")).Ok()),
            item => Is(item, "ops.parked", "parked message") || Is(item, "ops.alarm", "facts-parked")
        );
    }

    static JsonElement.ArrayEnumerator Items(Answer list) => list["items"].EnumerateArray();

    static IEnumerable<Guid> Subjects(Answer list) => Items(list).Select(item => item.GetProperty("subjectId").GetGuid());

    static bool Is(JsonElement item, string kind, string subject) =>
        (item.GetProperty("kind").GetString(), item.GetProperty("subject").GetString()) == (kind, subject);

    /// <summary>Something waits in the escort service.</summary>
    async Task<Guid> Waits(string kind, Guid branch, string due) =>
        (
            await site.Escort.Database.Sql<Guid>(
                $"""
                INSERT INTO work_item (id, kind, subject_id, branch_id, since, due_at)
                VALUES (gen_random_uuid(), '{kind}', gen_random_uuid(), '{branch}', now(), {due}) RETURNING subject_id
                """
            )
        ).Single();
}
