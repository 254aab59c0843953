using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>Wraps the data keys of started front pages anew when the service's secret changed.</summary>
sealed class RewrapPageKeys(ClientVault vault) : IRewrapsOwnKeys
{
    public Task<Guid?> RewrapAfter(ServiceDb db, Guid last, CancellationToken stop) =>
        DataKeys.Rewrap<StartedPage>(db, "started_page", "data_key", last, page => page.Id, Rewrap, stop);

    void Rewrap(StartedPage page)
    {
        if (vault.CanUnwrap(page.DataKey!))
            page.Rewrap(vault);
    }
}
