namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>Wraps the data keys of clients anew when the service's secret changed.</summary>
sealed class RewrapClientKeys(ClientVault vault) : IRewrapsOwnKeys
{
    public Task<Guid?> RewrapAfter(ServiceDb db, Guid last, CancellationToken stop) =>
        DataKeys.Rewrap<Client>(db, "client", "data_key", last, client => client.Id, Rewrap, stop);

    void Rewrap(Client client)
    {
        if (vault.CanUnwrap(client.DataKey!))
            client.Rewrap(vault);
    }
}
