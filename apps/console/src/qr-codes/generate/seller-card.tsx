import type { Organization } from '@mashang/contract'
import { Link } from '@tanstack/react-router'
import { SellerFacts } from '../../organizations/seller-facts.tsx'
import { ownsSeller } from '../../organizations/tree.ts'
import { useSay } from '../../preferences.tsx'

/** Fills itself when the organization is chosen, with a short highlight; what is missing is said at once. */
export function SellerCard({ organization }: { organization: Organization | undefined }) {
  const say = useSay()
  if (!organization) return <div className="seller-card tertiary">{say('generate.seller-empty')}</div>
  const { id, seller, sellerFrom } = organization
  if (!seller)
    return (
      <div className="seller-card seller-card-missing" role="alert">
        <p>
          {say('generate.seller-missing')}{' '}
          <Link to="/organizations" search={{ id }}>
            {say('qr.set-seller')}
          </Link>
        </p>
      </div>
    )
  return (
    <div className="seller-card seller-card-filled" key={id} aria-live="polite">
      <p>
        <strong>{say('generate.seller')}</strong>
        {ownsSeller(organization) || !sellerFrom ? (
          <span className="tertiary">{say('generate.own')}</span>
        ) : (
          <span className="tertiary">
            {say('generate.inherited')}{' '}
            <b>
              {sellerFrom.name} {sellerFrom.code}
            </b>
          </span>
        )}
        <Link to="/organizations" search={{ id }}>
          {say('generate.edit-seller')}
        </Link>
      </p>
      <SellerFacts seller={seller} />
    </div>
  )
}
