using Clinic.Payroll.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>Two leads at two copies of the service: what one copy holds in memory is no help, only the database decides.</summary>
public sealed class TwoCopiesTests(EscortService service) : IClassFixture<EscortService>, IAsyncLifetime
{
    const int Rounds = 8;
    static readonly string[] LeadRights = ["engagements.lead", "engagements.read", "escorts.read"];

    readonly SecondCopy copy = new(service);

    public Task InitializeAsync() => copy.InitializeAsync();

    public Task DisposeAsync() => copy.DisposeAsync();

    [Fact]
    public async Task Two_leads_at_two_copies_give_an_engagement_to_one_escort()
    {
        var site = await service.OpenSite();
        var other = await LeadAtTheCopy(site);
        var (first, second) = (await site.ActiveEscort(), await site.ActiveEscort());

        for (var round = 0; round < Rounds; round++)
        {
            var call = await (await site.NewCall()).Until("agreement");
            var version = await call.ETag();

            var answers = await Task.WhenAll(
                call.Assign(first.Id, version),
                other.Post(call.Path("assignment"), new { escortId = second.Id }, version)
            );

            Assert.Single(answers, answer => answer.Accepted);
            Assert.All(
                answers.Where(answer => !answer.Accepted),
                answer => Assert.True(answer.Refused("changed-meanwhile") || answer.Refused("stale"), answer.Text)
            );
            var winner = answers[0].Accepted ? first : second;
            Assert.Equal([winner.Id], await service.Database.Sql<Guid>($"SELECT escort_id FROM engagement WHERE id = '{call.Id}'"));
            Assert.Equal(
                [winner.Id],
                await service.Database.Sql<Guid>($"SELECT escort_id FROM assignment_entry WHERE engagement_id = '{call.Id}'")
            );
            Assert.Equal(1, await site.Facts(call.Id, "EscortAssigned"));
        }
    }

    [Fact]
    public async Task One_escort_given_to_two_engagements_that_overlap_at_two_copies_gets_one()
    {
        var site = await service.OpenSite();
        var other = await LeadAtTheCopy(site);

        for (var round = 0; round < Rounds; round++)
        {
            var escort = await site.ActiveEscort();
            var early = await (await site.NewCall()).Until("agreement");
            var late = await new Steps(
                site,
                await service.Register(site.Clinic),
                (early.Slot.From.AddMinutes(30), early.Slot.To.AddMinutes(30))
            ).Until("agreement");
            var version = await late.ETag();

            var answers = await Task.WhenAll(
                early.Assign(escort.Id),
                other.Post(late.Path("assignment"), new { escortId = escort.Id }, version)
            );

            Assert.Single(answers, answer => answer.Accepted);
            Assert.All(
                answers.Where(answer => !answer.Accepted),
                answer => Assert.True(answer.Refused("escort-not-eligible") || answer.Refused("escort-is-busy"), answer.Text)
            );
            Assert.Equal(
                [answers[0].Accepted ? early.Id : late.Id],
                await service.Database.Sql<Guid>($"SELECT id FROM engagement WHERE escort_id = '{escort.Id}'")
            );
            Assert.Equal(1, await site.Facts(early.Id, "EscortAssigned") + await site.Facts(late.Id, "EscortAssigned"));
        }
    }

    async Task<Person> LeadAtTheCopy(TestSite site) => copy.As(await service.Hire(site.Branch, Post.EscortLead), (site.Branch, LeadRights));

    sealed class SecondCopy : ServiceUnderTest<EscortDb>
    {
        public SecondCopy(EscortService first)
            : base("escort") => Beside = first;
    }
}
