using System.Diagnostics;
using Clinic.TestSupport;

namespace Clinic.Load;

/// <summary>
/// Eight escorts of one company, each with one engagement after the other from the call to the report, and the complaints that follow some
/// of them.
/// </summary>
sealed class Stories
{
    const int ComplaintEvery = 4;

    readonly EscortSite site;
    readonly Branch clinic;
    readonly ComplaintPeople complaints;
    readonly Member[] escorts;

    Stories(EscortSite site, Branch clinic, ComplaintPeople complaints, Member[] escorts)
    {
        this.site = site;
        this.clinic = clinic;
        this.complaints = complaints;
        this.escorts = escorts;
    }

    /// <summary>Hires and trains everybody who has a part.</summary>
    public static async Task<Stories> Open(ClinicGroup group, Branch clinic)
    {
        var company = await group.OpenBranch("EscortCompany");
        var site = await EscortSite.Staffed(group, company.Id);
        var hired = await Task.WhenAll(
            new[] { "BranchManager", "Trainer", "QualityOfficer", "Director" }
                .Concat(Enumerable.Repeat("Escort", Desks.Count))
                .Select(post => group.Hire(company.Id, post))
        );
        TrainingStory training = new(company, hired[1]);
        foreach (var escort in hired[4..])
        {
            await training.Qualify(escort);
            await site.Until(escort.Id, "Active");
        }
        return new(site, clinic, new(site.Agent, site.Agent, hired[0], hired[2], hired[3]), hired[4..]);
    }

    /// <summary>Lets them work for a while; stories told to their end, and the acts they took.</summary>
    public async Task<(Gauge.Reading Acts, int Told)> Tell(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var (told, refused) = (0, 0);
        var all = await Task.WhenAll(
            escorts.Select(async escort =>
            {
                List<double> times = [];
                for (var number = 1; clock.Elapsed < time; number++)
                {
                    await foreach (var (took, accepted) in One(escort, number % ComplaintEvery == 0))
                    {
                        times.Add(took);
                        if (!accepted)
                            Interlocked.Increment(ref refused);
                    }
                    Interlocked.Increment(ref told);
                }
                return times;
            })
        );
        var sorted = all.SelectMany(times => times).Order().ToArray();
        return (
            new(sorted.Length / clock.Elapsed.TotalSeconds, Gauge.At(sorted, 0.50), Gauge.At(sorted, 0.99), sorted.Length, refused),
            told
        );
    }

    async IAsyncEnumerable<(double Milliseconds, bool Accepted)> One(Member escort, bool complained)
    {
        var client = Guid.CreateVersion7();
        var now = clinic.Group.Platform.Now;
        var engagementStory = site.Calls(client, null, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddHours(1));
        List<Func<Task<Answer>>> acts =
        [
            () => clinic.Receptionist.Post("/api/registration/clients", clinic.ClientBody(client)),
            .. engagementStory.Opening.Select(step => step.Act),
            () => engagementStory.Assign(escort),
            engagementStory.Prepare,
            engagementStory.NoteOutsideAppointment,
            engagementStory.BeReady,
            engagementStory.Reconfirm,
            engagementStory.Start,
            engagementStory.End,
            engagementStory.SettleFee,
            engagementStory.Report,
        ];
        if (complained)
        {
            ComplaintStory complaint = new(complaints, site.Branch, Guid.CreateVersion7());
            acts.AddRange([
                () => complaint.File(now, [escort.Id], client, engagement: engagementStory.Id),
                complaint.Answer,
                () => complaint.Appoint(),
                () => complaint.Determine(null),
                complaint.Propose,
                complaint.TellResult,
                complaint.Satisfied,
                complaint.Track,
                () => complaint.Close("Nobody is responsible."),
            ]);
        }
        foreach (var act in acts)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await act();
            yield return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, answer.Accepted);
        }
    }
}
