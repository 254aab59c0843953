using System.Net;
using System.Text.Json;

namespace Clinic.Escort.Tests.Service;

public sealed class InquiryTests(EscortService service) : IClassFixture<EscortService>
{
    [Theory]
    [InlineData("Phone")]
    [InlineData("WebPlatform")]
    [InlineData("WalkIn")]
    [InlineData("Other")]
    [Rule("R-022", "R-332")]
    public async Task An_inquiry_keeps_its_channel_and_who_asked_for_what_with_the_questions_answered(string channel)
    {
        var site = await service.OpenSite();
        var id = Guid.CreateVersion7();
        (
            await site.Agent.Post(
                "/engagements",
                new
                {
                    id,
                    branchId = site.Branch,
                    channel,
                    clientName = "Zhang Wei",
                    phone = "13800138000",
                    need = "company to the heart clinic",
                    questions = "how long: about two hours",
                }
            )
        ).Ok();

        Assert.Equal(channel, (await site.Lead.Get($"/engagements/{id}")).Ok()["channel"].GetString());
        var page = (await site.Lead.Get($"/engagements/{id}/file")).Ok()["pages"].EnumerateArray().Single();
        Assert.Equal("Inquiry", page.GetProperty("kind").GetString());
        Assert.Equal(
            ("Zhang Wei", "+8613800138000", "company to the heart clinic", "how long: about two hours"),
            (Word("clientName"), Word("phone"), Word("need"), Word("questions"))
        );

        string? Word(string name) => page.GetProperty("content").GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("channel")]
    [InlineData("clientName")]
    [InlineData("phone")]
    [InlineData("need")]
    [Rule("R-022", "R-332")]
    public async Task An_inquiry_without_channel_name_phone_or_need_is_refused(string without)
    {
        var site = await service.OpenSite();
        var call = await site.NewCall();

        Assert.Equal(HttpStatusCode.BadRequest, (await site.Agent.Post("/engagements", Without(call.InquiryBody, without))).Status);

        Assert.Equal("none", await call.State());
    }

    [Theory]
    [InlineData("basics")]
    [InlineData("careNeeds")]
    [InlineData("history")]
    [Rule("R-011")]
    public async Task Preparation_without_basics_care_needs_or_history_is_refused_and_changes_nothing(string without)
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("assignment");
        var body = new
        {
            basics = "woman of 70",
            careNeeds = "walks with a stick",
            history = "heart",
        };
        var before = await call.Fingerprint();

        foreach (var word in new[] { null, "", "  " })
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await call.Escort!.Post(call.Path("preparation"), Without(body, without, word))).Status
            );

        Assert.Equal(before, await call.Fingerprint());
        (await call.Escort!.Post(call.Path("preparation"), body)).Ok();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [Rule("R-019")]
    public async Task A_service_ends_only_with_the_papers_in_order_and_the_cautions_explained(bool inOrder, bool explained)
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");
        var before = await call.Fingerprint();

        var refused = await call.Escort!.Post(
            call.Path("end"),
            new
            {
                documentsInOrder = inOrder,
                cautionsExplained = explained,
                cautions = "rest",
            }
        );

        Assert.True(refused.Refused("closing-incomplete"), refused.Text);
        Assert.Equal(before, await call.Fingerprint());
    }

    [Fact]
    [Rule("R-023")]
    public async Task The_minutes_for_the_hand_over_are_the_branchs_own()
    {
        var (strict, other) = (await service.OpenSite(), await service.OpenSite());
        await service.SetPolicy("inquiry.handoff.minutes", 5, strict.Branch);
        var (soon, later) = (await (await strict.NewCall()).Until("inquiry"), await (await other.NewCall()).Until("inquiry"));

        await service.MoveClock(TimeSpan.FromMinutes(5.1));

        await Eventually.Sees(() => strict.Facts(soon.Id, "EscortInquiryHandoverOverdue"), facts => facts == 1);
        Assert.True((await soon.Look()).Ok()["handoverOverdue"].GetBoolean());
        Assert.False((await later.Look()).Ok()["handoverOverdue"].GetBoolean());
        Assert.Equal(
            [soon.Id],
            (await strict.Lead.Get($"/engagements?branch={strict.Branch}&overdue=true"))
                .Ok()["engagements"]
                .EnumerateArray()
                .Select(line => line.GetProperty("id").GetGuid())
        );
    }

    [Fact]
    [Rule("R-051")]
    public async Task The_file_is_read_by_lead_and_manager_and_neither_by_the_agent_nor_the_director()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("assignment");
        var (manager, director) = (
            service.At(site.Branch, "engagements.read", "engagements.read-file", "escorts.read"),
            service.InGroup("engagements.read")
        );

        foreach (var person in new[] { site.Agent, director, site.Lead, manager })
            (await person.Get($"/engagements/{call.Id}")).Ok();
        foreach (var person in new[] { site.Agent, director })
            Assert.Equal(HttpStatusCode.Forbidden, (await person.Get($"/engagements/{call.Id}/file")).Status);
        foreach (var person in new[] { site.Lead, manager })
            Assert.Contains("Zhang Wei", (await person.Get($"/engagements/{call.Id}/file")).Ok().Text, StringComparison.Ordinal);

        Assert.DoesNotContain("Zhang Wei", (await director.Get($"/engagements/{call.Id}")).Text, StringComparison.Ordinal);
    }

    // A body with one member left out or, where a word is given, with that word instead.
    static Dictionary<string, object?> Without(object body, string member, string? word = null)
    {
        var members = JsonSerializer
            .SerializeToElement(body)
            .EnumerateObject()
            .ToDictionary(given => given.Name, object? (given) => given.Value);
        members.Remove(member);
        if (word is not null)
            members[member] = word;
        return members;
    }
}
