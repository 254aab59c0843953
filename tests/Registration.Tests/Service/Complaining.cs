using Clinic.Feedback.Contracts;

namespace Clinic.Registration.Tests.Service;

/// <summary>Feedback saying that somebody complained of what happened at a site.</summary>
public sealed class Complaining(RegistrationService service, TestSite site)
{
    const string FiledQueue = "registration-flag-client-when-complaint-filed",
        OverturnedQueue = "registration-clear-flag-when-complaint-overturned";

    /// <summary>Whom the complaints are about.</summary>
    public Guid Accused { get; private set; }

    /// <summary>Somebody of the site to complain of.</summary>
    public async Task<Complaining> About(Payroll.Contracts.Post post = Payroll.Contracts.Post.Guide)
    {
        Accused = await service.Hire(site.Branch, post);
        return this;
    }

    /// <summary>A complaint was filed, and is known here.</summary>
    public async Task<ComplaintFiled> Files(Guid? client, Guid? visit = null, Guid? engagement = null)
    {
        ComplaintFiled filed = new(
            Guid.CreateVersion7(),
            site.Branch,
            client,
            visit,
            engagement,
            ComplaintKind.NonMedical,
            "Desk",
            [Accused],
            service.Clock.GetUtcNow(),
            1
        );
        await Says(filed);
        return filed;
    }

    /// <summary>The fact is heard once more, under the same message id when that is given.</summary>
    public async Task<Guid> Says(ComplaintFiled filed, Guid? message = null)
    {
        var said = await service.Bus.Say(filed, filed.ComplaintId, message);
        await service.Applied(said, FiledQueue);
        return said;
    }

    /// <summary>The director overturned it.</summary>
    public async Task Overturns(ComplaintFiled filed)
    {
        ComplaintOverturned overturned = new(
            filed.ComplaintId,
            filed.BranchId,
            Accused,
            "WrongPerson",
            Guid.CreateVersion7(),
            service.Clock.GetUtcNow(),
            7
        );
        await service.Applied(await service.Bus.Say(overturned, filed.ComplaintId), OverturnedQueue);
    }
}
