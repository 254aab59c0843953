namespace Clinic.TestSupport;

/// <summary>
/// The people of an escort company who call and lead; escorts are hired beside them, with or without what makes them assignable.
/// </summary>
/// <param name="Branch">Where they work.</param>
/// <param name="Agent">Takes calls down.</param>
/// <param name="Lead">Confirms, signs and assigns.</param>
public sealed record EscortSite(Guid Branch, Member Agent, Member Lead)
{
    /// <summary>Hires a lead and an agent of a branch.</summary>
    public static async Task<EscortSite> Staffed(ClinicGroup group, Guid branch)
    {
        var hired = await Task.WhenAll(group.Hire(branch, "CustomerServiceAgent"), group.Hire(branch, "EscortLead"));
        return new(branch, hired[0], hired[1]);
    }

    /// <summary>A client calls; every later step is an act of the person whose act it is.</summary>
    /// <param name="startsAt">In whole minutes; agreed with the client.</param>
    public EngagementStory Calls(Guid client, Guid? clinicBranch, DateTimeOffset startsAt, Guid? engagement = null) =>
        new(this, client, clinicBranch, startsAt, engagement ?? Guid.CreateVersion7());

    /// <summary>Where an escort stands, and whether they can be assigned: status, eligible, reasons.</summary>
    public Task<Answer> LookAt(Guid escort) => Lead.Get($"/api/escort/escorts/{escort}");

    /// <summary>The escorts of the branch.</summary>
    public Task<Answer> Escorts() => Lead.Get($"/api/escort/escorts?branch={Branch}");

    /// <summary>Waits until an escort stands as wanted, for example Active or Suspended.</summary>
    public Task<Answer> Until(Guid escort, string status, TimeSpan? within = null) =>
        Eventually.Sees(() => LookAt(escort), answer => answer.Accepted && answer["status"].GetString() == status, within);
}
